import { Parameters, singleNumber } from '../parameters.ts';
import type { Step } from '../step.ts';

/** blur,r_3,s_2: Gaussian with a kernel of radius r and standard deviation s (services.md §3.3). */
export function blur(texts: readonly string[]): Step {
  const given = new Parameters('blur', texts, ['r', 's']);
  const radius = given.required('r', { min: 1, max: 50, cause: 'image-blur-radius-invalid' });
  const sigma = given.required('s', { min: 1, max: 50, cause: 'image-blur-deviation-invalid' });
  // Whole numbers would brighten the picture. The kernel ends where the bell falls below this amplitude: half a pixel behind the radius.
  const minAmplitude = Math.max(0.001, Math.exp(-((radius + 0.5) ** 2) / (2 * sigma ** 2)));
  return {
    operator: 'blur',
    apply: ({ pixels }) => ({ pixels: pixels.blur({ sigma, minAmplitude, precision: 'float' }) }),
  };
}

/** bright,50: adds to every channel. */
export function bright(texts: readonly string[]): Step {
  const value = singleNumber('bright', texts, {
    min: -100,
    max: 100,
    cause: 'image-bright-invalid',
    missing: 'image-bright-missing',
  });
  return {
    operator: 'bright',
    apply: ({ pixels }) => (value === 0 ? undefined : { pixels: pixels.linear(1, value * 1.28) }),
  };
}

/** contrast,50: stretches every channel around mid-grey. */
export function contrast(texts: readonly string[]): Step {
  const value = singleNumber('contrast', texts, {
    min: -100,
    max: 100,
    cause: 'image-contrast-invalid',
    missing: 'image-contrast-missing',
  });
  const slope = ((100 + value) / 100) ** 2;
  return {
    operator: 'contrast',
    apply: ({ pixels }) => (value === 0 ? undefined : { pixels: pixels.linear(slope, 128 * (1 - slope)) }),
  };
}

/** sharpen,100. */
export function sharpen(texts: readonly string[]): Step {
  const value = singleNumber('sharpen', texts, {
    min: 50,
    max: 399,
    cause: 'image-sharpen-invalid',
    missing: 'image-sharpen-missing',
  });
  return {
    operator: 'sharpen',
    apply: ({ pixels }) => ({ pixels: pixels.sharpen({ sigma: 1, m1: value / 200, m2: value / 50 }) }),
  };
}
