import type { Sharp } from 'sharp';
import { refuse } from '../errors/refuse.ts';
import { writeBmp } from './bmp/write.ts';
import type { Decoded } from './decode.ts';
import { type Format, OPAQUE } from './formats.ts';
import { jpegQuality } from './quality.ts';
import type { Output } from './step.ts';

/** Where a source does not say at what quality it was written. */
const DEFAULT_QUALITY = 90;
const WHITE = '#ffffff';
/** Swaps red and blue. */
const BLUE_FIRST: [[number, number, number], [number, number, number], [number, number, number]] = [
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, 0],
];

/** The format of the result: the source's own unless another is asked for; only a GIF becomes a GIF (services.md §3.3). */
export function outputFormat(source: Format, asked: Format | undefined): Format {
  const format = asked === undefined || (asked === 'gif' && source !== 'gif') ? source : asked;
  if (format === 'heic') throw refuse('image-codec-missing', { Operation: 'image/format,heic' });
  return format;
}

/** @param transparent whether some pixels may be: formats that cannot have it get white instead. */
export async function encode(
  pixels: Sharp,
  {
    source,
    format,
    output,
    animated,
    transparent,
  }: {
    readonly source: Decoded;
    readonly format: Format;
    readonly output: Output;
    readonly animated: boolean;
    readonly transparent: boolean;
  },
): Promise<Buffer> {
  const opaque = transparent && OPAQUE.has(format) ? pixels.flatten({ background: WHITE }) : pixels;
  if (format === 'jpg') {
    const quality = qualityOf(source, output);
    return opaque.jpeg({ quality, progressive: output.progressive === true }).toBuffer();
  }
  if (format === 'webp') return opaque.webp({ quality: qualityOf(source, output) }).toBuffer();
  if (format === 'avif') return opaque.avif({ quality: qualityOf(source, output), effort: 2 }).toBuffer();
  if (format === 'gif') {
    const { delay, loop } = source;
    const timing = animated && delay !== undefined ? { delay, loop: loop ?? 0 } : {};
    return opaque.gif(timing).toBuffer();
  }
  if (format === 'tiff') return opaque.tiff({ compression: 'lzw' }).toBuffer();
  if (format === 'bmp') return encodeBmp(opaque);
  return opaque.png().toBuffer();
}

async function encodeBmp(pixels: Sharp): Promise<Buffer> {
  const turned = pixels.removeAlpha().toColourspace('srgb').recomb(BLUE_FIRST);
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  return writeBmp(data, info.width, info.height);
}

/** Q is the quality itself but never above the source's; q is a percentage of the source's, 100 by default. */
function qualityOf({ bytes, format }: Decoded, { absoluteQuality, relativeQuality }: Output): number {
  const own = format === 'jpg' ? jpegQuality(bytes) : undefined;
  if (absoluteQuality !== undefined) return Math.min(absoluteQuality, own ?? 100);
  if (relativeQuality !== undefined) return Math.max(1, Math.round(((own ?? 100) * relativeQuality) / 100));
  return own ?? DEFAULT_QUALITY;
}
