import { GPS_TAGS, IMAGE_TAGS, PHOTO_TAGS } from './tags.ts';

const MARK = 'Exif\0\0';
const PHOTO_DIRECTORY = 'ExifTag';
const GPS_DIRECTORY = 'GPSTag';
/** Bytes of one value, by type: byte, text, short, long, rational, (signed) byte, undefined, short, long, rational. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];
const TEXT = 2;

const DIRECTIONS: Readonly<Record<string, string>> = { N: 'North', S: 'South', E: 'East', W: 'West' };

/**
 * The tags of an EXIF block by name, printed as OSS prints them: rationals as `96/1`, lists with blanks, places of the
 * earth as `30deg 15' 20"` (services.md §3.2). What is broken or unknown is left out.
 */
export function readExif(block: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  const tiff = block.subarray(block.toString('latin1', 0, MARK.length) === MARK ? MARK.length : 0);
  const order = tiff.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return found;
  const reader = new Directories(tiff, order === 'II*\0');
  const next = reader.read(reader.long(4), IMAGE_TAGS, found);
  // The directory of the thumbnail fills up what the image's own leaves open.
  reader.read(next, IMAGE_TAGS, found);
  reader.read(offsetOf(found.get(PHOTO_DIRECTORY)), PHOTO_TAGS, found);
  reader.read(offsetOf(found.get(GPS_DIRECTORY)), GPS_TAGS, found);
  return found;
}

/** Where a tag says that a directory begins; 0 where it holds anything else. */
function offsetOf(value = ''): number {
  return /^\d{1,10}$/.test(value) ? Number(value) : 0;
}

class Directories {
  private readonly bytes: Buffer;
  private readonly little: boolean;

  constructor(bytes: Buffer, little: boolean) {
    this.bytes = bytes;
    this.little = little;
  }

  /** @returns where the directory behind this one begins, or 0. */
  read(at: number, names: ReadonlyMap<number, string>, into: Map<string, string>): number {
    if (at === 0 || at + 2 > this.bytes.length) return 0;
    const entries = this.short(at);
    const end = at + 2 + 12 * entries;
    if (end > this.bytes.length) return 0;
    for (let entry = at + 2; entry < end; entry += 12) {
      const name = names.get(this.short(entry));
      if (name === undefined || into.has(name)) continue;
      const value = this.value(entry, name);
      if (value !== undefined) into.set(name, value);
    }
    return end + 4 <= this.bytes.length ? this.long(end) : 0;
  }

  short(at: number): number {
    return this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  long(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  private value(entry: number, name: string): string | undefined {
    const type = this.short(entry + 2);
    const count = this.long(entry + 4);
    const size = SIZES[type] ?? 0;
    const at = size * count <= 4 ? entry + 8 : this.long(entry + 8);
    if (size === 0 || count === 0 || at + size * count > this.bytes.length) return undefined;
    if (type === TEXT) {
      const [text = ''] = this.bytes.toString('utf8', at, at + count).split('\0', 1);
      return DIRECTIONS[text] && name.endsWith('Ref') ? DIRECTIONS[text] : text.trim();
    }
    if (name === 'GPSLatitude' || name === 'GPSLongitude') return this.degrees(at, count);
    return Array.from({ length: count }, (_, i) => this.number(type, at + i * size)).join(' ');
  }

  private number(type: number, at: number): string {
    if (type === 5) return `${this.long(at)}/${this.long(at + 4)}`;
    if (type === 10) return `${this.long(at) | 0}/${this.long(at + 4) | 0}`;
    if (type === 4) return `${this.long(at)}`;
    if (type === 9) return `${this.long(at) | 0}`;
    if (type === 3) return `${this.short(at)}`;
    if (type === 8) return `${(this.short(at) << 16) >> 16}`;
    return `${this.bytes[at]}`;
  }

  /** Degrees, minutes and seconds, as far as they are not 0. */
  private degrees(at: number, count: number): string {
    const parts = [0, 1, 2].map((i) => (i < count ? this.long(at + 8 * i) / (this.long(at + 8 * i + 4) || 1) : 0));
    const [degrees = 0, minutes = 0, seconds = 0] = parts;
    const rest = [minutes === 0 ? '' : `${minutes}'`, seconds === 0 ? '' : `${seconds}"`].filter((text) => text !== '');
    return `${degrees}deg ${rest.join(' ')}`;
  }
}
