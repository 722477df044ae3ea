import type { Metadata, Sharp } from 'sharp';
import { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { BmpError, bmpCodec, decodeBmp } from './bmp/decode.ts';
import { readBmpHeader } from './bmp/header.ts';
import { damage, isDamage } from './damage.ts';
import { type Format, formatOf } from './formats.ts';
import { rawInput } from './watermark/raster.ts';

type Draw = typeof import('sharp').default;

const MAX_PIXELS = 250_000_000;
const MAX_SIDE = 30_000;

/** What the headers of an image say. */
export interface Decoded {
  readonly bytes: Buffer;
  readonly format: Format;
  /** As the file has them; of one frame. */
  readonly stored: Size;
  /** As they are shown: turned when the EXIF data says so. */
  readonly upright: Size;
  readonly frames: number;
  readonly hasAlpha: boolean;
  /** 1 to 8; 1 is upright. */
  readonly orientation: number;
  readonly exif: Buffer | undefined;
  /** Milliseconds for each frame, and how often they are shown, 0 for ever. */
  readonly delay: number[] | undefined;
  readonly loop: number | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the headers of an image; its pixels are not touched.
 * @throws OssError `image-format-unsupported`, `image-side-too-long`, `image-too-large`, or the damage of its format.
 */
export async function readHeaders(draw: Draw, bytes: Buffer): Promise<Decoded> {
  const format = formatOf(bytes);
  if (format === undefined) throw refuse('image-format-unsupported').because({ begins: bytes.toString('hex', 0, 8) });
  const read = format === 'bmp' ? bitmap(bytes) : await metadata(draw, bytes, format);
  const { width, height } = read.stored;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw refuse('image-side-too-long', { Limit: `${MAX_SIDE}` }).because({ width, height });
  }
  if (width * height * read.frames > MAX_PIXELS) {
    throw refuse('image-too-large', { Limit: `${MAX_PIXELS}` }).because({ width, height, frames: read.frames });
  }
  return read;
}

function bitmap(bytes: Buffer): Decoded {
  const size = readBmpHeader(bytes);
  if (size === undefined) throw damage('bmp', 'no size in the header');
  return plain(bytes, 'bmp', size);
}

function plain(bytes: Buffer, format: Format, size: Size): Decoded {
  return {
    bytes,
    format,
    stored: size,
    upright: size,
    frames: 1,
    hasAlpha: false,
    orientation: 1,
    exif: undefined,
    delay: undefined,
    loop: undefined,
  };
}

async function metadata(draw: Draw, bytes: Buffer, format: Format): Promise<Decoded> {
  let read: Metadata;
  try {
    read = await draw(bytes, { limitInputPixels: false, pages: format === 'gif' ? -1 : 1 }).metadata();
  } catch (error) {
    throw damage(format, (error as Error).message);
  }
  const { pageHeight, orientation = 1, delay, loop } = read;
  const stored = { width: read.width, height: pageHeight ?? read.height };
  const turned = orientation >= 5;
  return {
    bytes,
    format,
    stored,
    upright: turned ? { width: stored.height, height: stored.width } : stored,
    frames: read.pages ?? 1,
    hasAlpha: read.hasAlpha,
    orientation,
    exif: read.exif,
    delay,
    loop,
  };
}

/**
 * Pixels to work on. A bitmap is decoded at once, everything else when the result is written, which is when damage shows.
 * @throws OssError `image-codec-missing`, `image-damaged`, or the reason of `signal`.
 */
export async function openPixels(
  draw: Draw,
  { bytes, format, orientation }: Decoded,
  { animated, orient }: { readonly animated: boolean; readonly orient: boolean },
  signal: AbortSignal,
): Promise<Sharp> {
  if (format === 'heic') throw refuse('image-codec-missing', { Operation: 'image/heic' });
  if (format === 'bmp') return draw(...(await bitmapPixels(bytes, signal)));
  const pixels = draw(bytes, { failOn: 'truncated', limitInputPixels: MAX_PIXELS, animated });
  return orient && orientation > 1 ? pixels.autoOrient() : pixels;
}

async function bitmapPixels(bytes: Buffer, signal: AbortSignal): Promise<[Buffer, ReturnType<typeof rawInput>]> {
  const codec = bmpCodec();
  if (codec === undefined) throw refuse('image-codec-missing', { Operation: 'image/bmp' });
  try {
    const raster = await decodeBmp(bytes, codec, signal);
    return [raster.data, rawInput(raster)];
  } catch (error) {
    if (error instanceof BmpError) throw damage('bmp', error.message);
    throw error;
  }
}

/**
 * Calls what reads the pixels of a source. libvips has one text for the complaints of all its threads: where two fail at
 * once, one says nothing of the kind, and the file itself is asked.
 * @throws OssError the damage that shows then.
 */
export async function whole<T>(draw: Draw, source: Decoded, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDamage(error)) throw damage(source.format, error.message);
    if (error instanceof OssError || (await isSound(draw, source))) throw error;
    throw damage(source.format, 'no decoder reads it to its end');
  }
}

/** Whether the file can be read to its end. Bitmaps have been by the time that this is asked. */
async function isSound(draw: Draw, { bytes, format, frames }: Decoded): Promise<boolean> {
  if (format === 'bmp') return true;
  const pixels = draw(bytes, { failOn: 'truncated', limitInputPixels: MAX_PIXELS, animated: frames > 1 });
  return pixels
    .resize(1, 1)
    .raw()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );
}
