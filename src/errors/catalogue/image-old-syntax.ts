import type { CauseRow } from '../cause.ts';
import { IMAGE_PARAMETER } from '../parts.ts';

/** EC 0040, continued: the syntax behind an @, which came before x-oss-process, and what only faces have. */
export const imageOldSyntax = {
  'old-image-parameter-not-a-number': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000201',
    source: 'EC page 0040-00000201; text inferred',
    reason: 'A value of the old syntax behind @ is not a number.',
    remedy: 'Write 100w_100h, or use x-oss-process.',
  },
  'old-image-crop-malformed': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000205',
    source: 'EC page 0040-00000205; text inferred',
    reason: 'A crop of the old syntax is not four numbers.',
    remedy: 'Write x-y-w-ha.',
  },
  'old-image-circle-malformed': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000235',
    source: 'EC page 0040-00000235; text inferred',
    reason: 'A circle of the old syntax is not radius-typeci.',
    remedy: 'Write 100-1ci.',
  },
  'old-image-blur-malformed': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000238',
    source: 'EC page 0040-00000238; text inferred',
    reason: 'A blur of the old syntax is not radius-deviationbl.',
    remedy: 'Write 3-2bl.',
  },
  'old-watermark-malformed': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000360',
    source: 'EC page 0040-00000360; text inferred',
    reason: 'A watermark of the old syntax is not watermark={text}.',
    remedy: 'Use x-oss-process=image/watermark.',
  },
  'old-watermark-item-malformed': {
    ...IMAGE_PARAMETER,
    ec: '0040-00000371',
    source: 'EC page 0040-00000371; text inferred',
    reason: 'An item of an old watermark lacks its name, its = or its value.',
    remedy: 'Use x-oss-process=image/watermark.',
  },
  'image-blur-invalid': {
    ...IMAGE_PARAMETER,
    ec: '0004-00000244',
    source: 'EC page 0004-00000244 (the page says 0004, the neighbours 0040); text inferred',
    reason: 'p of blur, which belongs to g_face, is out of range.',
    remedy: 'Blur the whole image with r and s from 1 to 50.',
  },
} as const satisfies Record<string, CauseRow>;
