import sharp from 'sharp';
import { Images, type ProcessedImage } from '../../src/image/images.ts';
import { readPipeline } from '../../src/image/pipeline.ts';

/** A picture of shapes and gradients, drawn anew each time, the same each time. */
export function picture(width: number, height: number): Buffer {
  return Buffer.from(`<svg width="${width}" height="${height}" viewBox="0 0 400 267" preserveAspectRatio="none">
    <defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#2b6cb0"/><stop offset="1" stop-color="#f6ad55"/></linearGradient></defs>
    <rect width="400" height="267" fill="url(#g)"/>
    <circle cx="120" cy="110" r="70" fill="#38a169"/><rect x="220" y="40" width="120" height="90" fill="#e53e3e"/>
    <path d="M30 240 L180 160 L330 250 Z" fill="#fefcbf"/><rect x="0" y="0" width="40" height="40" fill="#1a202c"/>
  </svg>`);
}

export async function jpeg(width = 400, height = 267, quality = 85): Promise<Buffer> {
  return sharp(picture(width, height)).jpeg({ quality }).toBuffer();
}

export async function png(width = 400, height = 267): Promise<Buffer> {
  return sharp(picture(width, height)).png().toBuffer();
}

/** Plain frames, one colour each, 100 ms apart. */
export async function animation(width: number, height: number, colors: readonly string[]): Promise<Buffer> {
  const frames = await Promise.all(
    colors.map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: colors.map(() => 100), loop: 0 })
    .toBuffer();
}

const images = new Images(() => {});

/** Carries out a pipeline on bytes. @param marks the images of watermarks by key. */
export function process(
  bytes: Buffer,
  pipeline: string,
  marks: Readonly<Record<string, Buffer>> = {},
  signal = new AbortController().signal,
): Promise<ProcessedImage> {
  return images.process({
    source: sourceOf(bytes),
    pipeline: readPipeline(pipeline),
    watermark: async (key) => sourceOf(marks[key] as Buffer),
    signal,
  });
}

export function sourceOf(bytes: Buffer) {
  return { size: bytes.length, read: async () => bytes };
}

export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity. */
  at(x: number, y: number): number[];
}

export async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data, width, height, at: (x, y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)] };
}

/** Width, height and format of an image as `200x100 jpeg`. */
export async function shape(bytes: Buffer): Promise<string> {
  const { width, height, pageHeight, format, pages } = await sharp(bytes, { animated: true }).metadata();
  return `${width}x${pageHeight ?? height} ${format}${pages === undefined || pages === 1 ? '' : ` x${pages}`}`;
}
