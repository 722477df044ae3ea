import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readExif } from '../../src/image/info/exif.ts';
import { animation, jpeg, picture, png, process } from './support.ts';

const info = async (bytes: Buffer) => {
  const { contentType, body } = await process(bytes, 'image/info');
  expect(contentType).toBe('application/json');
  return JSON.parse(body.toString()) as Record<string, { value: string }>;
};
const values = async (bytes: Buffer) =>
  Object.fromEntries(Object.entries(await info(bytes)).map(([name, { value }]) => [name, value]));

describe('image/info', () => {
  it('says size, format, frames, height and width, every value a text', async () => {
    const photo = await png();
    expect(await values(photo)).toEqual({
      FileSize: `${photo.length}`,
      Format: 'png',
      FrameCount: '1',
      ImageHeight: '267',
      ImageWidth: '400',
    });
  });

  it('counts frames and measures one of them', async () => {
    expect(await values(await animation(60, 40, ['red', 'green']))).toMatchObject({
      Format: 'gif',
      FrameCount: '2',
      ImageHeight: '40',
      ImageWidth: '60',
    });
  });

  it.each(['webp', 'tiff', 'avif'] as const)('names %s', async (format) => {
    const bytes = await sharp(picture(40, 30)).toFormat(format).toBuffer();
    expect(await values(bytes)).toMatchObject({ Format: format, ImageHeight: '30', ImageWidth: '40' });
  });

  it('says the resolution of a JFIF header', async () => {
    const bytes = jfif(await jpeg());
    expect(await values(bytes)).toMatchObject({ ResolutionUnit: '2', XResolution: '96/1', YResolution: '96/1' });
  });

  it('says EXIF by name, sorted; the picture is measured as it is stored', async () => {
    const bytes = await sharp(await jpeg())
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Software: 'ossmock', DateTime: '2015:02:11 15:38:27' } })
      .toBuffer();
    const found = await values(bytes);
    expect(found).toMatchObject({ Software: 'ossmock', Orientation: '6', DateTime: '2015:02:11 15:38:27' });
    expect([found.ImageWidth, found.ImageHeight]).toEqual(['400', '267']);
    expect(Object.keys(found)).toEqual(Object.keys(found).sort());
  });

  it('does not say the EXIF of a PNG', async () => {
    const bytes = await sharp(await png())
      .withExif({ IFD0: { Software: 'ossmock' } })
      .toBuffer();
    expect(Object.keys(await info(bytes))).not.toContain('Software');
  });
});

describe('EXIF', () => {
  it('prints places, lists and fractions as the service does', () => {
    const read = readExif(exifOf('II'));
    expect(Object.fromEntries(read)).toEqual({
      Orientation: '7',
      XResolution: '96/1',
      GPSTag: '50',
      GPSVersionID: '2 2 0 0',
      GPSLatitudeRef: 'North',
      GPSLatitude: '30deg 15\' 20"',
    });
    expect(readExif(exifOf('MM'))).toEqual(read);
  });

  it('leaves out what points outside, and reads nothing that is not EXIF', () => {
    const whole = exifOf('II');
    for (let length = 0; length < whole.length; length++) readExif(whole.subarray(0, length));
    expect(readExif(whole.subarray(0, whole.length - 40)).has('GPSLatitude')).toBe(false);
    expect(readExif(Buffer.from('Exif\0\0text'))).toEqual(new Map());
  });

  it.each([
    ['a text', 2, 4, '1.5\0'],
    ['a negative text', 2, 3, '-5\0'],
    ['a list', 1, 2, '\x32\0'],
  ])('reads no directory where its place is %s', (_, type, count, value) => {
    const block = exifOf('II');
    const entry = block.indexOf(Buffer.from('2588', 'hex'));
    block.writeUInt16LE(type, entry + 2);
    block.writeUInt32LE(count, entry + 4);
    block.write(value, entry + 8, 'latin1');
    const read = readExif(block);
    expect(read.get('Orientation')).toBe('7');
    expect(read.has('GPSLatitude')).toBe(false);
  });
});

/** The file with a JFIF header of 96 dots per inch. */
function jfif(file: Buffer): Buffer {
  const header = Buffer.from('ffe000104a46494600010101006000600000', 'hex');
  return Buffer.concat([file.subarray(0, 2), header, file.subarray(file[3] === 0xe0 ? 4 + file.readUInt16BE(4) : 2)]);
}

/** An EXIF block with an image and a GPS directory in either byte order. */
function exifOf(order: 'II' | 'MM'): Buffer {
  const bytes = Buffer.alloc(130);
  const short = (value: number, at: number) =>
    order === 'II' ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === 'II' ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  const entry = (at: number, tag: number, type: number, count: number) => {
    short(tag, at);
    short(type, at + 2);
    long(count, at + 4);
  };
  bytes.write(order, 'latin1');
  short(42, 2);
  long(8, 4);
  short(3, 8);
  entry(10, 0x0112, 3, 1);
  short(7, 18);
  entry(22, 0x011a, 5, 1);
  long(92, 30);
  entry(34, 0x8825, 4, 1);
  long(50, 42);
  short(3, 50);
  entry(52, 0x00, 1, 4);
  bytes.set([2, 2, 0, 0], 60);
  entry(64, 0x01, 2, 2);
  bytes.write('N\0', 72, 'latin1');
  entry(76, 0x02, 5, 3);
  long(100, 84);
  long(96, 92);
  long(1, 96);
  for (const [i, value] of [30, 15, 20].entries()) {
    long(value, 100 + 8 * i);
    long(1, 104 + 8 * i);
  }
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), bytes]);
}
