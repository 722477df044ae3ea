import { bmpInfo, gifInfo, pngInfo, webpInfo } from './image-headers.ts';
import { jpegInfo } from './image-jpeg.ts';
import { tiffInfo } from './image-tiff.ts';

/** What `imageInfo.*` says; pixels. */
export interface ImageInfo {
  readonly format: 'jpg' | 'png' | 'gif' | 'webp' | 'bmp' | 'tiff';
  readonly width: number;
  readonly height: number;
}

/** Reads `length` bytes of an object at `offset`; fewer where it ends before. */
export type ReadBytes = (offset: number, length: number) => Promise<Buffer>;

/** Enough for every format whose header stands at the beginning. */
const HEAD_BYTES = 64;

/**
 * Finds format and size of an image in its own bytes, whatever its name or type; reads no more of it than the headers.
 * @returns undefined for what is not one of the six formats, and for a header that is cut off.
 */
export async function readImageInfo(read: ReadBytes): Promise<ImageInfo | undefined> {
  const head = await read(0, HEAD_BYTES);
  const info =
    pngInfo(head) ??
    gifInfo(head) ??
    webpInfo(head) ??
    bmpInfo(head) ??
    (await jpegInfo(head, read)) ??
    (await tiffInfo(head, read));
  return info !== undefined && info.width > 0 && info.height > 0 ? info : undefined;
}
