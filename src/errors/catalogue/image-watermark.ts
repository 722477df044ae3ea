import type { CauseRow } from '../cause.ts';

/** The EC page names the cause; the published text is of one shape. */
const PARAMETER = {
  status: 400,
  code: 'InvalidArgument',
  message: 'The value: {Value} of parameter: {Parameter} is invalid.',
  evidence: 'inferred',
} as const;

/** EC 0040, continued: watermarks, brightness, and the old syntax behind an @. */
export const imageWatermark = {
  'image-blur-invalid': {
    ...PARAMETER,
    ec: '0004-00000244',
    source: 'EC page 0004-00000244 (the page says 0004, the neighbours 0040); text inferred',
    reason: 'A parameter of blur is out of range.',
    remedy: 'Use r and s from 1 to 50.',
  },
  'image-bright-missing': {
    ...PARAMETER,
    ec: '0040-00000245',
    source: 'EC page 0040-00000245; text inferred',
    reason: 'bright has no value.',
    remedy: 'Write bright,50.',
  },
  'watermark-font-malformed': {
    ...PARAMETER,
    ec: '0040-00000249',
    source: 'EC page 0040-00000249; text inferred',
    reason: 'The font of the watermark is not in the expected form.',
    remedy: 'Write type_ and the name of the font in URL-safe Base64.',
  },
  'watermark-font-not-base64': {
    ...PARAMETER,
    ec: '0040-00000250',
    source: 'EC page 0040-00000250; text inferred',
    reason: 'type of the watermark is not URL-safe Base64.',
    remedy: 'Encode with - and _ instead of + and /.',
  },
  'watermark-font-unknown': {
    ...PARAMETER,
    ec: '0040-00000251',
    source: 'EC page 0040-00000251; text inferred',
    reason: 'The font is not one that OSS has.',
    remedy: 'Use wqy-zenhei or another font of the list.',
  },
  'watermark-text-not-base64': {
    ...PARAMETER,
    ec: '0040-00000257',
    source: 'EC page 0040-00000257; text inferred',
    reason: 'text of the watermark is not URL-safe Base64.',
    remedy: 'Encode with - and _ instead of + and /.',
  },
  'watermark-text-empty': {
    ...PARAMETER,
    ec: '0040-00000258',
    source: 'EC page 0040-00000258; text inferred',
    reason: 'text of the watermark has no value.',
    remedy: 'Add the text, in URL-safe Base64, at most 64 characters.',
  },
  'watermark-image-not-base64': {
    ...PARAMETER,
    ec: '0040-00000265',
    source: 'EC page 0040-00000265; text inferred',
    reason: 'image of the watermark is not URL-safe Base64.',
    remedy: 'Encode the key of the watermark image with - and _ instead of + and /.',
  },
  'watermark-order-invalid': {
    ...PARAMETER,
    ec: '0040-00000269',
    source: 'EC page 0040-00000269; text inferred',
    reason: 'order of the watermark is not 0 or 1.',
    remedy: 'Write order_0 for the image first, order_1 for the text first.',
  },
  'watermark-rotate-invalid': {
    ...PARAMETER,
    ec: '0040-00000272',
    source: 'EC page 0040-00000272; text inferred',
    reason: 'rotate of the watermark is outside 0 to 360.',
    remedy: 'Use clockwise degrees.',
  },
  'watermark-nested': {
    ...PARAMETER,
    ec: '0040-00000373',
    source: 'EC page 0040-00000373; text inferred',
    reason: 'The watermark image is to be given a watermark itself.',
    remedy: 'Only resize, crop, rotate and the like may be applied to it.',
  },
  'watermark-info': {
    ...PARAMETER,
    ec: '0040-00000374',
    source: 'EC page 0040-00000374; text inferred',
    reason: 'info is to be applied to the watermark image.',
    remedy: 'Ask for the info of that image in a request of its own.',
  },
  'old-image-parameter-not-a-number': {
    ...PARAMETER,
    ec: '0040-00000201',
    source: 'EC page 0040-00000201; text inferred',
    reason: 'A value of the old syntax behind @ is not a number.',
    remedy: 'Write 100w_100h, or use x-oss-process.',
  },
  'old-image-crop-malformed': {
    ...PARAMETER,
    ec: '0040-00000205',
    source: 'EC page 0040-00000205; text inferred',
    reason: 'A crop of the old syntax is not four numbers.',
    remedy: 'Write x-y-w-ha.',
  },
  'old-image-circle-malformed': {
    ...PARAMETER,
    ec: '0040-00000235',
    source: 'EC page 0040-00000235; text inferred',
    reason: 'A circle of the old syntax is not radius-typeci.',
    remedy: 'Write 100-1ci.',
  },
  'old-image-blur-malformed': {
    ...PARAMETER,
    ec: '0040-00000238',
    source: 'EC page 0040-00000238; text inferred',
    reason: 'A blur of the old syntax is not radius-deviationbl.',
    remedy: 'Write 3-2bl.',
  },
  'old-watermark-malformed': {
    ...PARAMETER,
    ec: '0040-00000360',
    source: 'EC page 0040-00000360; text inferred',
    reason: 'A watermark of the old syntax is not watermark={text}.',
    remedy: 'Use x-oss-process=image/watermark.',
  },
  'old-watermark-item-malformed': {
    ...PARAMETER,
    ec: '0040-00000371',
    source: 'EC page 0040-00000371; text inferred',
    reason: 'An item of an old watermark lacks its name, its = or its value.',
    remedy: 'Use x-oss-process=image/watermark.',
  },
} as const satisfies Record<string, CauseRow>;
