import type { CauseRow } from '../cause.ts';
import { IMAGE_PARAMETER } from '../parts.ts';

/** EC 0040, continued: quality and resize. */
export const imageResize = {
  'image-quality-absolute-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000308',
    source: 'EC page 0040-00000308; text inferred',
    reason: 'Q of quality is not a number from 1 to 100.',
    remedy: 'Q is the quality itself; it never raises that of the source.',
  },
  'image-quality-relative-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000309',
    source: 'EC page 0040-00000309; text inferred',
    reason: 'q of quality is not a number from 1 to 100.',
    remedy: 'q is a percentage of the quality of the source.',
  },
  'image-quality-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000310',
    source: 'EC page 0040-00000310; text inferred',
    reason: 'quality has no value, or one that is neither q nor Q.',
    remedy: 'Write quality,q_80 or quality,Q_80.',
  },
  'image-resize-mode-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000311',
    source: 'EC page 0040-00000311; text inferred',
    reason: 'm of resize is not one of the five modes.',
    remedy: 'Use lfit, mfit, fill, pad or fixed.',
  },
  'image-width-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000312',
    source: 'EC page 0040-00000312; text inferred',
    reason: 'w of resize is outside 1 to 16384.',
    remedy: 'Use a width from 1 to 16384.',
  },
  'image-height-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000313',
    source: 'no page found; the EC is the one between its neighbours (0040-00000312 and 314); text inferred',
    reason: 'h of resize is outside 1 to 16384.',
    remedy: 'Use a height from 1 to 16384.',
  },
  'image-long-side-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000314',
    source: 'EC page 0040-00000314; text inferred',
    reason: 'l of resize is outside 1 to 16384.',
    remedy: 'Use a length from 1 to 16384.',
  },
  'image-short-side-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000315',
    source: 'EC page 0040-00000315; text inferred',
    reason: 's of resize is outside 1 to 16384.',
    remedy: 'Use a length from 1 to 16384.',
  },
  'image-percentage-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000317',
    source: 'EC page 0040-00000317; text inferred',
    reason: 'p of resize is outside 1 to 1000.',
    remedy: 'Use a percentage from 1 to 1000.',
  },
  'image-pad-color-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000318',
    source: 'EC page 0040-00000318; text inferred',
    reason: 'color of resize is not six hexadecimal digits.',
    remedy: 'Write color_FFFFFF: red, green and blue.',
  },
  'image-limit-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000319',
    source: 'EC page 0040-00000319; text inferred',
    reason: 'limit of resize is not 0 or 1.',
    remedy: 'Use limit_0 to let images be enlarged.',
  },
  'image-size-missing': {
    ...IMAGE_PARAMETER,
    source: 'services.md §3.3 for the rule; code and text inferred, no EC known',
    reason: 'resize has neither w, h, l, s nor p.',
    remedy: 'Give at least one of them: resize,w_100.',
  },
  'image-size-zero': {
    status: 400,
    code: 'InvalidArgument',
    message: 'The value: {Value} of parameter: {Parameter} is invalid.',
    ec: '0040-00000321',
    evidence: 'doc',
    source: 'wire.md (c) "The value: 0 of parameter: w is invalid."; EC page 0040-00000321',
    reason: 'Width and height of resize are both 0.',
    remedy: 'Give at least one of them; the other follows from the proportions.',
  },
} as const satisfies Record<string, CauseRow>;
