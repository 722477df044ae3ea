import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { durationOf } from '../../../../src/operations/object/live/transport-stream.ts';
import type { ObjectRecord } from '../../../../src/store/store.ts';
import { BUCKET, openWithBucket, put } from '../../../store/helpers.ts';

const SECOND = 90_000;
const PICTURE = 0xe0;
const SOUND = 0xc0;

/** A packet with the beginning of a PES packet; the payload comes behind an adaptation field where `stuffing` says so. */
function packet(stream: number, pts: number, stuffing = 0): Buffer {
  const bytes = Buffer.alloc(188, 0xff);
  bytes.set([0x47, 0x41, stream, stuffing === 0 ? 0x10 : 0x30]);
  if (stuffing > 0) bytes.set([stuffing - 1, 0], 4);
  const pes = 4 + stuffing;
  bytes.set([0, 0, 1, stream, 0, 0, 0x80, 0x80, 5], pes);
  const [high, middle, low] = [Math.floor(pts / 2 ** 30), Math.floor(pts / 2 ** 15) & 0x7fff, pts & 0x7fff];
  bytes[pes + 9] = 0x21 | (high << 1);
  bytes.writeUInt16BE((middle << 1) | 1, pes + 10);
  bytes.writeUInt16BE((low << 1) | 1, pes + 12);
  return bytes;
}

/** A packet that begins nothing. */
const FILLING = Buffer.alloc(188, 0xff);
FILLING.set([0x47, 0x01, 0, 0x10]);

async function lasts(body: Buffer): Promise<number | undefined> {
  const store = await openWithBucket();
  await put(store, 'a.ts', body);
  const object = (await store.object(BUCKET.name, 'a.ts')) as ObjectRecord;
  const seconds = await durationOf(store, object);
  await store.close();
  return seconds;
}

test.each(['live-1', 'live-2'])('%s of ffmpeg lasts two seconds', async (name) => {
  expect(await lasts(await readFile(new URL(`../../../fixtures/media/${name}.mpegts`, import.meta.url)))).toBe(2);
});

test('the last picture lasts as long as the others, in whatever order they are sent', async () => {
  const pictures = [0, 3, 1, 2].map((n) => packet(PICTURE, n * SECOND, n * 10));
  expect(await lasts(Buffer.concat(pictures))).toBe(4);
});

test('sound counts where there is no picture', async () => {
  const sound = [0, 1, 2, 3, 4].map((n) => packet(SOUND, n * SECOND));
  const picture = [0, 1].map((n) => packet(PICTURE, n * SECOND));
  expect(await lasts(Buffer.concat(sound))).toBe(5);
  expect(await lasts(Buffer.concat([...sound, ...picture]))).toBe(2);
});

test('a clock that begins again at nought goes on', async () => {
  const times = [2 ** 33 - SECOND, 0, SECOND];
  expect(await lasts(Buffer.concat(times.map((pts) => packet(PICTURE, pts))))).toBe(3);
});

test('of a long file the beginning and the end are looked at', async () => {
  const filling = Array.from({ length: 20_000 }, () => FILLING);
  const body = [packet(PICTURE, 0), packet(PICTURE, SECOND), ...filling, packet(PICTURE, 59 * SECOND)];
  expect(await lasts(Buffer.concat(body))).toBe(60);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('no stream')],
  ['one picture', packet(PICTURE, 0)],
  ['packets without a beginning', Buffer.concat([FILLING, FILLING])],
])('%s has no duration', async (_, body) => {
  expect(await lasts(body)).toBeUndefined();
});
