import type { ImageInfo } from './image-info.ts';

/** PNG: the IHDR chunk comes first. */
export function pngInfo(head: Buffer): ImageInfo | undefined {
  if (head.length < 24 || head.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined;
  if (head.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { format: 'png', width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** GIF: the logical screen. */
export function gifInfo(head: Buffer): ImageInfo | undefined {
  if (head.length < 10 || !/^GIF8[79]a$/.test(head.toString('latin1', 0, 6))) return undefined;
  return { format: 'gif', width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

/** BMP: 16-bit sizes behind a header of 12 bytes (OS/2), else 32-bit ones; a negative height counts from the top. */
export function bmpInfo(head: Buffer): ImageInfo | undefined {
  if (head.length < 26 || head.toString('latin1', 0, 2) !== 'BM') return undefined;
  const headerSize = head.readUInt32LE(14);
  if (headerSize === 12) return { format: 'bmp', width: head.readUInt16LE(18), height: head.readUInt16LE(20) };
  if (headerSize < 16 || headerSize > 255) return undefined;
  return { format: 'bmp', width: head.readInt32LE(18), height: Math.abs(head.readInt32LE(22)) };
}

/** WebP: lossy (`VP8 `), lossless (`VP8L`) or with extensions (`VP8X`). */
export function webpInfo(head: Buffer): ImageInfo | undefined {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  const size = webpSizes[head.toString('latin1', 8, 16)]?.(head);
  return size && { format: 'webp', width: size[0], height: size[1] };
}

type Size = readonly [width: number, height: number];

const webpSizes: Readonly<Record<string, (head: Buffer) => Size | undefined>> = {
  // Behind the frame tag stands the start code 9D 01 2A, then 14 bits each.
  'WEBPVP8 ': (head) =>
    head.readUIntBE(23, 3) === 0x9d012a ? [head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff] : undefined,
  // Behind the signature 2F stand 14 bits each, less one.
  WEBPVP8L: (head) => {
    if (head[20] !== 0x2f) return undefined;
    const bits = head.readUInt32LE(21);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  },
  // The canvas, 24 bits each, less one.
  WEBPVP8X: (head) => [head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1],
};
