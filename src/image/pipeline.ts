import { crop, indexcrop } from './operators/crop.ts';
import { format, interlace, quality } from './operators/output.ts';
import { resize } from './operators/resize.ts';
import { circle, roundedCorners } from './operators/shape.ts';
import { blur, bright, contrast, sharpen } from './operators/tone.ts';
import { autoOrient, rotate } from './operators/turn.ts';
import { watermark } from './operators/watermark.ts';
import { invalid } from './parameters.ts';
import type { Pipeline, Step } from './step.ts';

const PREFIX = 'image/';
const MAX_WATERMARK_IMAGES = 3;

/** What each operator makes of the texts between its commas. */
const OPERATORS: Readonly<Record<string, (texts: readonly string[]) => Step>> = {
  'auto-orient': autoOrient,
  'average-hue': asking('average-hue'),
  blur,
  bright,
  circle,
  contrast,
  crop,
  format,
  indexcrop,
  info: asking('info'),
  interlace,
  quality,
  resize,
  rotate,
  'rounded-corners': roundedCorners,
  sharpen,
  watermark: (texts) => watermark(texts, readPipeline),
};

/**
 * Reads `image/resize,w_100/rotate,90` (services.md §3.1). Everything about it that can be wrong by itself is refused here.
 * @param text begins with `image/`.
 * @throws OssError the cause of the first operator that cannot be carried out.
 */
export function readPipeline(text: string): Pipeline {
  const chain = text.slice(PREFIX.length);
  if (chain === '') throw invalid('image-without-operator', 'image', '');
  const steps = chain.split('/').map(readStep);
  const asked = steps.find(({ answer }) => answer !== undefined);
  if (asked !== undefined && steps.length > 1) throw invalid('image-info-not-alone', asked.operator, chain);
  if (steps.filter(({ watermarkImage }) => watermarkImage).length > MAX_WATERMARK_IMAGES) {
    throw invalid('watermark-too-many', 'watermark', chain);
  }
  return steps;
}

/** True for what `readPipeline` reads. */
export function isImageProcess(text: string): boolean {
  return text.startsWith(PREFIX);
}

function readStep(text: string): Step {
  const [name = '', ...texts] = text.split(',');
  const read = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (read === undefined) throw invalid('image-operator-unknown', 'action', name);
  return read(texts);
}

function asking(answer: 'info' | 'average-hue') {
  return (texts: readonly string[]): Step => {
    if (texts.length > 0) throw invalid('image-parameter-unknown', answer, texts.join(','));
    return { operator: answer, answer };
  };
}
