import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { jpegQuality } from '../../src/image/quality.ts';
import { jpeg, pixelsOf, png, process, shape } from './support.ts';

const COLORS = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
  [16, 32, 48],
] as const;

describe('formats', () => {
  it.each([
    ['jpg', 'image/jpeg', 'jpeg'],
    ['png', 'image/png', 'png'],
    ['webp', 'image/webp', 'webp'],
    ['tiff', 'image/tiff', 'tiff'],
    ['avif', 'image/avif', 'heif'],
  ])('format,%s is sent as %s', async (format, type, read) => {
    const { contentType, body } = await process(await png(), `image/format,${format}`);
    expect([contentType, await shape(body)]).toEqual([type, `400x267 ${read}`]);
  });

  it('format,gif is followed for a GIF only', async () => {
    expect((await process(await png(), 'image/format,gif')).contentType).toBe('image/png');
    const gif = await sharp(await png())
      .gif()
      .toBuffer();
    expect((await process(gif, 'image/resize,w_50/format,gif')).contentType).toBe('image/gif');
  });

  it('HEIC cannot be written here and says so', async () => {
    await expect(process(await png(), 'image/format,heic')).rejects.toMatchObject({ cause: 'image-codec-missing' });
  });

  it('keep the source format unless another is asked for', async () => {
    expect((await process(await jpeg(), 'image/resize,w_50')).contentType).toBe('image/jpeg');
    const webp = await sharp(await png())
      .webp()
      .toBuffer();
    expect((await process(webp, 'image/rotate,90')).contentType).toBe('image/webp');
  });

  it('without transparency get white', async () => {
    const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    for (const format of ['jpg', 'bmp']) {
      const made = (await process(clear, `image/format,${format}`)).body;
      const shown = format === 'bmp' ? (await process(made, 'image/format,png')).body : made;
      expect((await pixelsOf(shown)).at(1, 1), format).toEqual([255, 255, 255, 255]);
    }
  });
});

describe('BMP', () => {
  it('is written with 24 bits, the lowest row first, and read again pixel by pixel', async () => {
    const source = await png(37, 21);
    const bmp = (await process(source, 'image/format,bmp')).body;
    expect([bmp.toString('latin1', 0, 2), bmp.readUInt16LE(28), bmp.length]).toEqual(['BM', 24, 54 + 112 * 21]);
    const back = await pixelsOf((await process(bmp, 'image/format,png')).body);
    expect(back.data.equals((await pixelsOf(source)).data)).toBe(true);
  });

  it.each([1, 4, 8, 16, 32])('is read with %i bits a pixel', async (depth) => {
    const read = await pixelsOf((await process(bitmap(depth), 'image/format,png')).body);
    const colors = depth === 1 ? COLORS.slice(0, 2) : COLORS;
    for (let x = 0; x < 5; x++) {
      const wanted = colors[x % colors.length] as readonly number[];
      const near = read
        .at(x, 0)
        .slice(0, 3)
        .map((value, i) => Math.abs(value - (wanted[i] as number)) <= 8);
      expect(near, `${depth} bits, pixel ${x}: ${read.at(x, 0)}`).toEqual([true, true, true]);
      expect(read.at(x, 0)[3]).toBe(255);
    }
  });

  it('stays a BMP when it is changed', async () => {
    const { contentType, body } = await process(bitmap(32), 'image/resize,w_2');
    expect([contentType, body.toString('latin1', 0, 2), body.readInt32LE(18)]).toEqual(['image/bmp', 'BM', 2]);
  });
});

describe('quality', () => {
  it('is told by the tables of a JPG', async () => {
    for (const quality of [20, 50, 75, 90, 100]) {
      expect(Math.abs((jpegQuality(await jpeg(400, 267, quality)) as number) - quality), `${quality}`).toBeLessThan(2);
    }
    expect(jpegQuality(await png())).toBeUndefined();
  });

  const made = async (chain: string, source: Buffer) => jpegQuality((await process(source, `image/${chain}`)).body);

  it('stays that of the source', async () => {
    expect(await made('resize,w_100', await jpeg(400, 267, 60))).toBeCloseTo(60, -1);
  });

  it('q is a share of it', async () => {
    expect(await made('quality,q_50', await jpeg(400, 267, 80))).toBeCloseTo(40, -1);
  });

  it('Q is the quality itself and never raises it', async () => {
    expect(await made('quality,Q_30', await jpeg(400, 267, 80))).toBeCloseTo(30, -1);
    expect(await made('quality,Q_90', await jpeg(400, 267, 50))).toBeCloseTo(50, -1);
  });

  it('Q wins over q', async () => {
    expect(await made('quality,q_10,Q_70', await jpeg(400, 267, 80))).toBeCloseTo(70, -1);
  });
});

describe('interlace', () => {
  it('1 makes a progressive JPG, 0 a plain one', async () => {
    const progressive = (await process(await jpeg(), 'image/interlace,1')).body;
    expect((await sharp(progressive).metadata()).isProgressive).toBe(true);
    const plain = (await process(progressive, 'image/interlace,0')).body;
    expect((await sharp(plain).metadata()).isProgressive).toBe(false);
  });
});

/** A bitmap of 5x1 pixels in the colours above, in one of the depths that Windows knows. */
function bitmap(depth: number): Buffer {
  const palette = depth <= 8 ? 4 << depth : 0;
  const stride = ((5 * depth + 31) >> 5) * 4;
  const file = Buffer.alloc(54 + palette + stride);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54 + palette, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(5, 18);
  file.writeInt32LE(1, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(depth, 28);
  for (let i = 0; i < Math.min(COLORS.length, palette / 4); i++) {
    const [red, green, blue] = COLORS[i] as (typeof COLORS)[number];
    file.set([blue, green, red, 0], 54 + 4 * i);
  }
  const row = file.subarray(54 + palette);
  for (let x = 0; x < 5; x++) {
    const index = depth === 1 ? x % 2 : x;
    const [red, green, blue] = COLORS[index] as (typeof COLORS)[number];
    if (depth === 1) row[0] = (row[0] as number) | (index << (7 - x));
    else if (depth === 4) row[x >> 1] = (row[x >> 1] as number) | (index << (x % 2 === 0 ? 4 : 0));
    else if (depth === 8) row[x] = index;
    else if (depth === 16) row.writeUInt16LE(((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3), 2 * x);
    else row.set([blue, green, red, 0], 4 * x);
  }
  return file;
}
