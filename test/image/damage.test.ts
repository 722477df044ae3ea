import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OssError } from '../../src/errors/oss-error.ts';
import { readHeaders, whole } from '../../src/image/decode.ts';
import { animation, jpeg, picture, png, process } from './support.ts';

const outcome = (bytes: Buffer, chain = 'resize,w_50') =>
  process(bytes, `image/${chain}`).then(
    () => 'processed',
    (error: OssError) => error.cause,
  );
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
const as = (format: 'webp' | 'tiff' | 'avif') => sharp(picture(400, 267))[format]({ quality: 80 }).toBuffer();

// services.md §3.5, with what cut files of the other formats do.
describe('a damaged image', () => {
  it('of JPG is refused when it is cut, even by its last two bytes', async () => {
    const sound = await jpeg();
    expect(await outcome(half(sound))).toBe('image-damaged');
    expect(await outcome(sound.subarray(0, -2))).toBe('image-damaged');
    expect(await outcome(sound.subarray(0, 200))).toBe('image-damaged');
    expect(await outcome(Buffer.concat([sound.subarray(0, 3), Buffer.from('and then text')]))).toBe('image-damaged');
  });

  it('of PNG is refused when it is cut or a checksum is wrong; the end mark may be missing', async () => {
    const sound = await png();
    expect(await outcome(half(sound))).toBe('image-damaged');
    const flipped = Buffer.from(sound);
    for (let i = 0; i < 64; i++) flipped[(flipped.length >> 1) + i] = ~(flipped[(flipped.length >> 1) + i] as number);
    expect(await outcome(flipped)).toBe('image-damaged');
    expect(await outcome(sound.subarray(0, -12))).toBe('processed');
  });

  it('of WebP, AVIF, GIF, TIFF and BMP is refused when it is cut', async () => {
    expect(await outcome(half(await as('webp')))).toBe('image-webp-damaged');
    expect(await outcome(half(await as('avif')))).toBe('image-avif-damaged');
    expect(await outcome(half(await animation(200, 200, ['red', 'green'])))).toBe('image-damaged');
    expect(await outcome(half(await as('tiff')))).toBe('image-damaged');
    const bmp = (await process(await png(), 'image/format,bmp')).body;
    expect(await outcome(half(bmp))).toBe('image-damaged');
    expect(await outcome(bmp.subarray(0, 20))).toBe('image-damaged');
  });

  it('is refused when nothing would be done to it', async () => {
    expect(await outcome(half(await jpeg()), 'resize,w_5000')).toBe('image-damaged');
  });

  it('is named also where the library has lost what its decoder said, because two failed at once', async () => {
    const lost = new Error('Unknown error');
    const told = async (bytes: Buffer): Promise<unknown> =>
      whole(sharp, await readHeaders(sharp, bytes), () => Promise.reject(lost)).catch((error) => error.cause ?? error);
    expect(await told(half(await jpeg()))).toBe('image-damaged');
    expect(await told(half(await png()))).toBe('image-damaged');
    expect(await told(await jpeg())).toBe(lost);
    expect(await told(await animation(200, 200, ['red', 'green']))).toBe(lost);
  });

  it('still has its headers: info succeeds', async () => {
    expect(await outcome(half(await jpeg()), 'info')).toBe('processed');
  });

  it('as a watermark is refused too', async () => {
    const marked = process(await png(), 'image/watermark,image_bS5wbmc', { 'm.png': half(await png(50, 50)) });
    await expect(marked).rejects.toMatchObject({ cause: 'image-damaged' });
  });
});

describe('what is no image', () => {
  it.each([
    ['text', Buffer.from('plain text')],
    ['HTML', Buffer.from('<!DOCTYPE html><title>404</title>')],
    ['nothing at all', Buffer.alloc(0)],
    ['a drawing in SVG, which OSS does not read', picture(10, 10)],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
  ])('%s has an unsupported format', async (_, bytes) => {
    expect(await outcome(bytes)).toBe('image-format-unsupported');
    expect(await outcome(bytes, 'info')).toBe('image-format-unsupported');
  });
});

describe('an image that is too large', () => {
  it('is refused by its headers, before a pixel is decoded', async () => {
    const bomb = claiming(await png(8, 8), 20_000, 13_000);
    expect(await outcome(bomb)).toBe('image-too-large');
    expect(await outcome(bomb, 'info')).toBe('image-too-large');
  });

  it('is refused for one side of more than 30000 pixels', async () => {
    const strip = await sharp({ create: { width: 30_001, height: 1, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    expect(await outcome(strip)).toBe('image-side-too-long');
  });

  it('is refused by its bytes, without being read', async () => {
    expect(await outcome(Buffer.alloc(20 * 1024 * 1024 + 1))).toBe('image-file-too-large');
  });
});

/** A PNG whose header claims to be larger than its pixels are. */
function claiming(file: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(file);
  claimed.writeUInt32BE(width, 16);
  claimed.writeUInt32BE(height, 20);
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29);
  return claimed;
}
