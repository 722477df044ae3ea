import { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Format } from './formats.ts';

/** What libvips and its decoders say about files that are not whole; its errors have no codes (services.md §3.5). */
const COMPLAINTS =
  /VipsJpeg|jpegload|libpng|pngload|spngload|webp2vips|webpload|VipsForeignLoadNsgif|gifload|Invalid frame data|tiff2vips|TIFF|heif|bad seek|corrupt header|unsupported image format|premature end|truncated/i;

export function isDamage(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof OssError) && COMPLAINTS.test(error.message);
}

/** The formats whose damage has an EC of its own. */
const DAMAGED = { webp: 'image-webp-damaged', heic: 'image-heic-damaged', avif: 'image-avif-damaged' } as const;

/** The ImageDamage of a format. @param told what the decoder said, for the record. */
export function damage(format: Format, told: string): OssError {
  const own: Partial<Record<Format, (typeof DAMAGED)[keyof typeof DAMAGED]>> = DAMAGED;
  return refuse(own[format] ?? 'image-damaged').because({ format, told: told.trim() });
}
