import { refuse } from '../../errors/refuse.ts';
import { singleNumber } from '../parameters.ts';
import type { Step } from '../step.ts';

const MAX_SIDE = 4096;
const TRANSPARENT = { r: 255, g: 255, b: 255, alpha: 0 };

/** rotate,90: clockwise; the canvas grows with other angles (services.md §3.3). */
export function rotate(texts: readonly string[]): Step {
  const angle = singleNumber('rotate', texts, {
    min: 0,
    max: 360,
    cause: 'image-rotate-invalid',
    missing: 'image-rotate-missing',
  });
  return {
    operator: 'rotate',
    apply({ pixels, width, height }) {
      if (width > MAX_SIDE || height > MAX_SIDE) {
        throw refuse('image-rotation-too-large').because({ width, height, limit: MAX_SIDE });
      }
      if (angle % 360 === 0) return undefined;
      const turned = pixels.rotate(angle, { background: TRANSPARENT });
      return angle % 90 === 0 ? { pixels: turned } : { pixels: turned, transparent: true };
    },
  };
}

/** auto-orient,1: turned as the EXIF data says before anything else happens, which is also the default. */
export function autoOrient(texts: readonly string[]): Step {
  const value = singleNumber('auto-orient', texts, {
    min: 0,
    max: 1,
    cause: 'image-auto-orient-invalid',
    missing: 'image-auto-orient-missing',
  });
  return { operator: 'auto-orient', orient: value === 1 };
}
