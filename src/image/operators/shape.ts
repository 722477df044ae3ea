import type { Sharp } from 'sharp';
import { Parameters } from '../parameters.ts';
import type { Change, Step } from '../step.ts';

const radiusOf = (
  operator: string,
  texts: readonly string[],
  cause: 'image-circle-radius-invalid' | 'image-corner-radius-invalid',
) => new Parameters(operator, texts, ['r']).required('r', { min: 1, max: 4096, cause });

/** circle,r_100: the circle in the middle; the result is just as large as it (services.md §3.3). */
export function circle(texts: readonly string[]): Step {
  const radius = radiusOf('circle', texts, 'image-circle-radius-invalid');
  return {
    operator: 'circle',
    apply({ pixels, width, height }) {
      const side = Math.min(2 * radius, width, height);
      const left = Math.floor((width - side) / 2);
      const top = Math.floor((height - side) / 2);
      const middle = pixels.extract({ left, top, width: side, height: side });
      return cutOut(middle, side, side, side / 2);
    },
  };
}

/** rounded-corners,r_30 (services.md §3.3). */
export function roundedCorners(texts: readonly string[]): Step {
  const radius = radiusOf('rounded-corners', texts, 'image-corner-radius-invalid');
  return {
    operator: 'rounded-corners',
    not: ['gif'],
    apply: ({ pixels, width, height }) => cutOut(pixels, width, height, Math.min(radius, width / 2, height / 2)),
  };
}

/** Keeps what lies inside a rectangle with round corners. */
function cutOut(pixels: Sharp, width: number, height: number, radius: number): Change {
  const mask = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`;
  return {
    pixels: pixels.ensureAlpha().composite([{ input: Buffer.from(mask), blend: 'dest-in' }]),
    transparent: true,
  };
}
