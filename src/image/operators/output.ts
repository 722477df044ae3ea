import type { Format } from '../formats.ts';
import { invalid, Parameters, singleNumber, singleText, wholeNumber } from '../parameters.ts';
import type { Step } from '../step.ts';

const FORMATS: Readonly<Record<string, Format>> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  bmp: 'bmp',
  gif: 'gif',
  tiff: 'tiff',
  heic: 'heic',
  avif: 'avif',
};

/** format,png. */
export function format(texts: readonly string[]): Step {
  const name = singleText('format', texts, 'image-format-missing');
  const found = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (found === undefined) throw invalid('image-format-invalid', 'format', name);
  return { operator: 'format', output: { format: found } };
}

/** quality,q_80 (percent of the source's own) or quality,Q_80; Q wins (services.md §3.3). */
export function quality(texts: readonly string[]): Step {
  for (const text of texts) {
    if (!/^[qQ]_|^$/.test(text) && wholeNumber(text) === undefined)
      throw invalid('image-quality-word', 'quality', text);
  }
  for (const text of texts) {
    if (text === '' || wholeNumber(text) !== undefined) throw invalid('image-quality-invalid', 'quality', text);
  }
  const given = new Parameters('quality', texts, ['q', 'Q']);
  const relative = given.number('q', { min: 1, max: 100, cause: 'image-quality-relative-invalid' });
  const absolute = given.number('Q', { min: 1, max: 100, cause: 'image-quality-absolute-invalid' });
  if (absolute !== undefined) return { operator: 'quality', output: { absoluteQuality: absolute } };
  if (relative !== undefined) return { operator: 'quality', output: { relativeQuality: relative } };
  throw invalid('image-quality-invalid', 'quality', '');
}

/** interlace,1: a progressive JPG. */
export function interlace(texts: readonly string[]): Step {
  const value = singleNumber('interlace', texts, {
    min: 0,
    max: 1,
    cause: 'image-interlace-invalid',
    missing: 'image-interlace-missing',
  });
  return { operator: 'interlace', output: { progressive: value === 1 } };
}
