import { describe, expect, it } from 'vitest';
import { readImageInfo } from '../../src/callback/image-info.ts';
import { HEIGHT, IMAGES, WIDTH } from './images.ts';

function reader(bytes: Buffer) {
  let read = 0;
  return {
    read: async (offset: number, length: number): Promise<Buffer> => {
      const part = bytes.subarray(offset, offset + length);
      read += part.length;
      return part;
    },
    total: () => read,
  };
}

describe('imageInfo', () => {
  it.each(Object.entries(IMAGES))(
    'of a %s comes from its own bytes, of which little is read',
    async (_name, [format, bytes]) => {
      const { read, total } = reader(bytes);
      expect(await readImageInfo(read)).toEqual({ format, width: WIDTH, height: HEIGHT });
      expect(total()).toBeLessThan(500);
    },
  );

  it.each(Object.entries(IMAGES))(
    'of a %s cut anywhere before its size is none, and nothing breaks',
    async (_name, [, bytes]) => {
      for (let length = 0; length < Math.min(bytes.length, 64); length++) {
        const info = await readImageInfo(reader(bytes.subarray(0, length)).read);
        if (info !== undefined) expect([info.width, info.height]).toEqual([WIDTH, HEIGHT]);
      }
    },
  );

  it.each([
    '',
    'hello',
    'BM',
    'GIF89b..........',
    'RIFF....WAVEfmt ................',
    '<svg width="1" height="1"/>',
    '\xff\xd8\xff\xd9',
  ])('of %j is none', async (text) => {
    expect(await readImageInfo(reader(Buffer.from(text, 'latin1')).read)).toBeUndefined();
  });

  it('of a JPEG whose segments go in circles or on for ever is none', async () => {
    const circle = Buffer.from('ffd8ffe00000ffe00000', 'hex');
    expect(await readImageInfo(reader(circle).read)).toBeUndefined();
    const endless = Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(1_000_000, 0xff)]);
    expect(await readImageInfo(reader(endless).read)).toBeUndefined();
  });
});
