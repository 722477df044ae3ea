import type { ImageInfo, ReadBytes } from './image-info.ts';

const WIDTH = 256;
const HEIGHT = 257;
const SHORT = 3;
const LONG = 4;
const ENTRY_BYTES = 12;

/** TIFF: the first directory, which usually stands behind the pixels. */
export async function tiffInfo(head: Buffer, read: ReadBytes): Promise<ImageInfo | undefined> {
  if (head.length < 8) return undefined;
  const order = head.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const little = order === 'II';
  const short = (bytes: Buffer, at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  if (short(head, 2) !== 42) return undefined;

  const directory = long(head, 4);
  const count = await read(directory, 2);
  if (count.length < 2) return undefined;
  const entries = await read(directory + 2, short(count, 0) * ENTRY_BYTES);
  const sizes = new Map<number, number>();
  for (let at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
    const type = short(entries, at + 2);
    if (type === SHORT) sizes.set(short(entries, at), short(entries, at + 8));
    else if (type === LONG) sizes.set(short(entries, at), long(entries, at + 8));
  }
  const width = sizes.get(WIDTH);
  const height = sizes.get(HEIGHT);
  return width === undefined || height === undefined ? undefined : { format: 'tiff', width, height };
}
