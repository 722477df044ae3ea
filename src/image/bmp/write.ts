const HEADER_BYTES = 54;
/** 72 dots per inch. */
const DOTS_PER_METRE = 2835;

/**
 * Writes a 24-bit bitmap.
 * @param pixels blue, green and red of every pixel, the topmost row first; files have the lowest first.
 */
export function writeBmp(pixels: Buffer, width: number, height: number): Buffer {
  const row = width * 3;
  const stride = (row + 3) & ~3;
  const file = Buffer.alloc(HEADER_BYTES + stride * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(HEADER_BYTES, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file.writeUInt32LE(stride * height, 34);
  file.writeUInt32LE(DOTS_PER_METRE, 38);
  file.writeUInt32LE(DOTS_PER_METRE, 42);
  for (let y = 0; y < height; y++) {
    pixels.copy(file, HEADER_BYTES + (height - 1 - y) * stride, y * row, (y + 1) * row);
  }
  return file;
}
