import type { ImageInfo, ReadBytes } from './image-info.ts';

/** Markers without a length behind them: TEM and the restarts. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Start of frame, of any coding; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Start of scan and end of image: no frame comes behind them. */
const isEnd = (marker: number): boolean => marker === 0xda || marker === 0xd9;
/** A file with more segments than this before its frame is no photograph. */
const MAX_SEGMENTS = 1_000;

/** JPEG: goes from segment to segment to the start of the frame, which may stand behind megabytes of metadata. */
export async function jpegInfo(head: Buffer, read: ReadBytes): Promise<ImageInfo | undefined> {
  if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  for (let segments = 0; segments < MAX_SEGMENTS; segments++) {
    const segment = await read(at, 9);
    if (segment.length < 9 || segment[0] !== 0xff) return undefined;
    const marker = segment[1] as number;
    if (isEnd(marker)) return undefined;
    if (isFrame(marker)) return { format: 'jpg', width: segment.readUInt16BE(7), height: segment.readUInt16BE(5) };
    // A marker may be preceded by any number of FF.
    if (marker === 0xff) at += 1;
    else at += isBare(marker) ? 2 : 2 + segment.readUInt16BE(2);
  }
  return undefined;
}
