import type { Decoded } from '../decode.ts';
import { readExif } from './exif.ts';

/** EXIF has the units of JFIF, one higher: 1 none, 2 inches, 3 centimetres. */
const FIRST_UNIT = 1;

/** The JSON of image/info: every value a text, names in order (services.md §3.2). */
export function imageInfo({ format, bytes, stored, frames, exif }: Decoded): string {
  const values = new Map<string, string>();
  if (format === 'jpg') for (const [name, value] of resolution(bytes)) values.set(name, value);
  // PNG files can hold EXIF, OSS does not show it.
  if (exif !== undefined && format !== 'png') for (const [name, value] of readExif(exif)) values.set(name, value);
  values.set('FileSize', `${bytes.length}`);
  values.set('Format', format);
  values.set('FrameCount', `${frames}`);
  values.set('ImageHeight', `${stored.height}`);
  values.set('ImageWidth', `${stored.width}`);
  const lines = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${lines.map(([name, value]) => `  "${name}": {"value": ${JSON.stringify(value)}}`).join(',\n')}\n}`;
}

/** What the JFIF header of a JPEG says about its density. */
function resolution(bytes: Buffer): [string, string][] {
  if (bytes.length < 18 || bytes.toString('latin1', 6, 11) !== 'JFIF\0') return [];
  return [
    ['ResolutionUnit', `${(bytes[13] as number) + FIRST_UNIT}`],
    ['XResolution', `${bytes.readUInt16BE(14)}/1`],
    ['YResolution', `${bytes.readUInt16BE(16)}/1`],
  ];
}
