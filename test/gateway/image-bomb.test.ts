import { request } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { picture } from '../image/support.ts';

const BUCKET = 'examplebucket';
/** Almost as large as is taken: 240 million pixels in 60 KB. */
const SIDE = 15_500;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: BUCKET, acl: 'public-read-write', storageClass: 'Standard' }],
  });
  await put('bomb.png', black(SIDE, SIDE));
  await put('photo.jpg', await sharp(picture(400, 267)).jpeg().toBuffer());
  await put('large.bin', Buffer.alloc(300_000));
});
afterAll(() => server.close());

const url = (key: string) => `${server.url}/${BUCKET}/${key}`;

async function put(key: string, body: Buffer): Promise<void> {
  expect((await fetch(url(key), { method: 'PUT', body: new Uint8Array(body) })).status).toBe(200);
}

/** Over a connection of its own. */
function get(key: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const answered = request(url(key), { agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    answered.on('error', reject).end();
  });
}

describe('images of 240 million pixels', () => {
  test('hold up neither objects, nor files, nor other images', async () => {
    const over: string[] = [];
    const asked = (name: string, key: string) => get(key).then((status) => over.push(`${name} ${status}`));
    const bombs = [1, 2, 3].map((n) => asked('bomb', `bomb.png?x-oss-process=image/resize,w_${n * 10}`));
    await asked('file', 'large.bin');
    await asked('image', 'photo.jpg?x-oss-process=image/resize,w_100');
    await asked('info', 'bomb.png?x-oss-process=image/info');
    expect(over).toEqual(['file 200', 'image 200', 'info 200']);
    await Promise.all(bombs);
    expect(over.slice(3)).toEqual(['bomb 200', 'bomb 200', 'bomb 200']);
  });
});

/** A black picture of one bit a pixel. */
function black(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  const parts = [chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(8 + named.length);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), 4 + named.length);
  return framed;
}
