import { describe, expect, it } from 'vitest';
import { crc64 } from '../../src/store/crc64.ts';
import {
  BUCKET,
  bytes,
  initiate,
  newObject,
  openWithBucket,
  put,
  putPart,
  read,
  refuse,
  stage,
  stored,
} from './helpers.ts';

const LARGE = 300_000;
const completed = (key: string) => newObject(key, { type: 'Multipart', etag: 'WHOLE-2' });

describe('an upload', () => {
  it('is found by its bucket, key and id together', async () => {
    const store = await openWithBucket();
    await initiate(store, 'a\0b', 'U1');
    expect(await store.upload(BUCKET.name, 'a\0b', 'U1')).toMatchObject({
      id: 'U1',
      bucket: BUCKET.name,
      key: 'a\0b',
      sequential: false,
      object: { contentType: 'application/octet-stream', tagging: undefined },
    });
    expect(await store.upload(BUCKET.name, 'a', 'U1')).toBeUndefined();
    expect(await store.upload('another', 'a\0b', 'U1')).toBeUndefined();
    expect(await store.upload(BUCKET.name, 'a\0b', 'U2')).toBeUndefined();
    await store.close();
  });

  it('stands in the way of deleting its bucket, behind the objects', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    await put(store, 'key', 'x');
    expect(await store.deleteBucket(BUCKET.name)).toBe('has-objects');
    await store.deleteObject(BUCKET.name, 'key');
    expect(await store.deleteBucket(BUCKET.name)).toBe('has-uploads');
    await store.abortUpload('U1');
    expect(await store.deleteBucket(BUCKET.name)).toBe('deleted');
    await store.close();
  });

  it('counts with its parts', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    await initiate(store, 'key', 'U2');
    await putPart(store, 'U1', 1, 'a');
    await putPart(store, 'U1', 2, 'b');
    expect(await store.bucketUsage(BUCKET.name)).toMatchObject({ objects: 0, uploads: 2, parts: 2 });
    await store.close();
  });

  it('lists its parts by number, the last write of a number', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    for (const [number, body] of [
      [3, 'three'],
      [1, 'one'],
      [10_000, 'last'],
      [3, 'third'],
    ] as const) {
      expect(await putPart(store, 'U1', number, body)).toBe(true);
    }
    const parts = await store.parts('U1', 1, 10);
    expect(parts.map(({ number, size }) => [number, size])).toEqual([
      [3, 5],
      [10_000, 4],
    ]);
    expect(parts[0]).toMatchObject({ etag: 'ETAG-3', crc64: crc64(Buffer.from('third')).toString() });
    expect((await store.parts('U1', 0, 1)).map(({ number }) => number)).toEqual([1]);
    await store.close();
  });

  it('that is gone takes no parts, cannot be completed and cannot be aborted', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    expect(await store.abortUpload('U1')).toBe(true);
    expect(await store.abortUpload('U1')).toBe(false);
    expect(await putPart(store, 'U1', 1, bytes(LARGE))).toBe(false);
    expect(await store.parts('U1', 0, 10)).toEqual([]);
    expect(await store.completeUpload('U1', [], completed('key'))).toBe('no-such-upload');
    await store.close();
  });
});

describe('completeUpload', () => {
  it('makes the object of the named parts in the order given, with the CRC-64 of the whole', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    const bodies = [bytes(LARGE, 1), bytes(10, 2), bytes(0, 3), bytes(LARGE, 4)];
    for (const [i, body] of bodies.entries()) await putPart(store, 'U1', i + 1, body);
    const whole = Buffer.concat([bodies[0], bodies[2], bodies[3]] as Buffer[]);
    const object = await store.completeUpload('U1', [1, 3, 4], completed('key'));
    expect(object).toEqual(await stored(store, 'key'));
    expect(object).toMatchObject({
      ...completed('key'),
      size: whole.length,
      crc64: crc64(whole).toString(),
      contentMd5: undefined,
    });
    expect((await read(store, 'key')).equals(whole)).toBe(true);
    expect(await store.upload(BUCKET.name, 'key', 'U1')).toBeUndefined();
    expect(await store.bucketUsage(BUCKET.name)).toMatchObject({ objects: 1, uploads: 0, parts: 0 });
    await store.close();
  });

  it('of no parts is an empty object', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    expect(await store.completeUpload('U1', [], completed('key'))).toMatchObject({ size: 0, crc64: '0' });
    expect((await read(store, 'key')).length).toBe(0);
    await store.close();
  });

  it('a guard leaves object and upload as they are', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    await putPart(store, 'U1', 1, 'new');
    await put(store, 'key', 'old');
    await expect(store.completeUpload('U1', [1], completed('key'), refuse)).rejects.toThrow('guarded');
    expect((await read(store, 'key')).toString()).toBe('old');
    expect(await store.completeUpload('U1', [1], completed('key'))).toMatchObject({ size: 3 });
    expect((await read(store, 'key')).toString()).toBe('new');
    await store.close();
  });

  it('of a part that is not there throws and changes nothing', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    await putPart(store, 'U1', 1, 'one');
    await expect(store.completeUpload('U1', [1, 2], completed('key'))).rejects.toThrow('no part 2');
    await expect(store.completeUpload('U1', [1, 1], completed('key'))).rejects.toThrow('no part 1');
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    expect(await store.completeUpload('U1', [1], completed('key'))).toMatchObject({ size: 3 });
    await store.close();
  });

  it('reads any range across the edges of its parts', async () => {
    const store = await openWithBucket();
    await initiate(store, 'key', 'U1');
    const bodies = Array.from({ length: 12 }, (_, i) => bytes(i % 3 === 0 ? 70_000 + i : 500 * i, i));
    for (const [i, body] of bodies.entries()) await putPart(store, 'U1', i + 1, body);
    await store.completeUpload(
      'U1',
      bodies.map((_, i) => i + 1),
      completed('key'),
    );
    const whole = Buffer.concat(bodies);
    let edge = 0;
    for (const body of bodies) {
      edge += body.length;
      for (const [first, last] of [
        [edge - 1, edge],
        [edge, edge],
        [0, edge - 1],
        [edge - 3, whole.length - 1],
      ]) {
        if (first === undefined || last === undefined || last >= whole.length) continue;
        const source = store.read(await stored(store, 'key'), { first, last });
        expect(source.size).toBe(last - first + 1);
        source.discard();
        expect((await read(store, 'key', { first, last })).equals(whole.subarray(first, last + 1))).toBe(true);
      }
    }
    await store.close();
  });
});

describe('sharePart', () => {
  it.each([
    ['a small object', [500]],
    ['a large object', [LARGE]],
    ['an object of many extents', [70_000, 5, LARGE, 1000, 90_000]],
  ])('takes any range of %s', async (_, lengths) => {
    const store = await openWithBucket();
    let whole = Buffer.alloc(0);
    for (const [i, length] of lengths.entries()) {
      const piece = bytes(length, i);
      await store.append(newObject('source', { type: 'Appendable' }), whole.length, await stage(store, piece));
      whole = Buffer.concat([whole, piece]);
    }
    const end = whole.length - 1;
    const ranges = [
      [0, end],
      [0, 0],
      [end, end],
      [100, 200],
      [1, end - 1],
      [69_999, 70_010],
    ] as const;
    await initiate(store, 'key', 'U1');
    const expected: Buffer[] = [];
    for (const [first, last] of ranges) {
      if (last > end) continue;
      const content = await store.sharePart(await stored(store, 'source'), { first, last });
      const range = whole.subarray(first, last + 1);
      expect(content).toMatchObject({ size: range.length, crc64: crc64(range).toString() });
      expected.push(range);
      await store.putPart('U1', { number: expected.length, etag: 'E', lastModified: 0 }, content);
    }
    await store.deleteObject(BUCKET.name, 'source');
    await store.completeUpload(
      'U1',
      expected.map((_, i) => i + 1),
      completed('key'),
    );
    expect((await read(store, 'key')).equals(Buffer.concat(expected))).toBe(true);
    await store.close();
  });
});
