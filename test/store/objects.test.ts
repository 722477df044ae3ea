import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crc64 } from '../../src/store/crc64.ts';
import { BucketGone } from '../../src/store/index.ts';
import { append, BUCKET, bytes, newObject, openWithBucket, put, read, refuse, stage, stored } from './helpers.ts';

const SMALL = 1000;
const LARGE = 700_000;

describe.each([
  ['an empty body', 0],
  ['a small body', SMALL],
  ['the largest body held in a row', 65_536],
  ['the smallest body held in a file', 65_537],
  ['a body of exactly one batch', 262_144],
  ['a body of several batches', LARGE],
])('%s', (_, length) => {
  it.each([
    ['unknown', undefined],
    ['announced', length],
    ['announced wrongly', 10],
  ])('is stored whole and hashed when its length is %s', async (_name, expected) => {
    const store = await openWithBucket();
    const body = bytes(length);
    const writer = store.stage(expected);
    for (let from = 0; from < length; from += 40_000) await writer.write(body.subarray(from, from + 40_000));
    const content = await writer.finish();
    const md5 = createHash('md5').update(body).digest();
    expect(content.size).toBe(length);
    expect(content.md5.equals(md5)).toBe(true);
    expect(content.crc64).toBe(crc64(body).toString());
    await store.put(newObject('key'), content);
    expect(await stored(store, 'key')).toMatchObject({
      size: length,
      crc64: crc64(body).toString(),
      contentMd5: md5.toString('base64'),
    });
    expect((await read(store, 'key')).equals(body)).toBe(true);
    await store.close();
  });
});

describe('put', () => {
  it('gives back everything that was told about the object', async () => {
    const store = await openWithBucket();
    const told = newObject('a/b\0c\x01d 😀', {
      acl: 'public-read',
      storageClass: 'IA',
      contentType: 'text/plain; charset=\xff',
      headers: [
        ['Cache-Control', 'no-cache'],
        ['x-oss-meta-name', '\xe4\xbd\xa0"\\'],
      ],
      encryption: [['x-oss-server-side-encryption', 'AES256']],
      tagging: 'a=b&c=',
    });
    await store.put(told, await stage(store, 'hello'));
    expect(await store.object(BUCKET.name, told.key)).toMatchObject({ ...told, size: 5 });
    const page = await store.list({ bucket: BUCKET.name, prefix: 'a/b\0', delimiter: '', after: '', limit: 10 });
    expect(page.objects).toMatchObject([{ ...told, size: 5 }]);
    await store.close();
  });

  it('replaces whatever was there, whichever form either body has', async () => {
    const store = await openWithBucket();
    for (const length of [SMALL, LARGE, LARGE + 1, SMALL + 1, 0, LARGE, SMALL, SMALL]) {
      await put(store, 'key', bytes(length, length), { tagging: String(length) });
      expect((await stored(store, 'key')).tagging).toBe(String(length));
      expect((await read(store, 'key')).equals(bytes(length, length))).toBe(true);
    }
    await store.close();
  });

  it.each([SMALL, LARGE])('a guard keeps what would be replaced (%i bytes)', async (length) => {
    const store = await openWithBucket();
    const first = await stage(store, bytes(length, 1));
    const second = await stage(store, bytes(length, 2));
    expect(await store.put(newObject('key'), first, refuse)).toBeUndefined();
    await expect(store.put(newObject('key'), second, refuse)).rejects.toThrow('guarded');
    expect((await read(store, 'key')).equals(bytes(length, 1))).toBe(true);
    await store.close();
  });

  it.each([SMALL, LARGE])('into a bucket that is gone throws BucketGone (%i bytes)', async (length) => {
    const store = await openWithBucket();
    const content = await stage(store, bytes(length));
    await store.deleteBucket(BUCKET.name);
    await expect(store.put(newObject('key'), content)).rejects.toThrow(BucketGone);
    await store.close();
  });

  it('keeps an MD5 only for a Normal object', async () => {
    const store = await openWithBucket();
    for (const body of [bytes(SMALL), bytes(LARGE)]) {
      expect((await put(store, 'key', body, { type: 'Symlink' })).contentMd5).toBeUndefined();
      expect((await put(store, 'key', body)).contentMd5).toBeDefined();
    }
    await store.close();
  });

  it('lets the caller reuse a chunk as soon as it is written', async () => {
    const store = await openWithBucket();
    const writer = store.stage(undefined);
    const chunk = Buffer.alloc(50_000);
    for (let i = 0; i < 20; i++) {
      chunk.fill(i);
      await writer.write(chunk);
    }
    await store.put(newObject('key'), await writer.finish());
    const body = await read(store, 'key');
    for (let i = 0; i < 20; i++) expect(body.subarray(i * 50_000, (i + 1) * 50_000).every((b) => b === i)).toBe(true);
    await store.close();
  });
});

describe('updateObject', () => {
  it.each([SMALL, LARGE])('changes what is told and nothing else (%i bytes)', async (length) => {
    const store = await openWithBucket();
    const before = await put(store, 'key', bytes(length), { tagging: 'a=b', headers: [['x-oss-meta-a', '1']] });
    await store.updateObject(BUCKET.name, 'key', { acl: 'public-read' });
    expect(await stored(store, 'key')).toEqual({ ...before, acl: 'public-read' });
    await store.updateObject(BUCKET.name, 'key', { tagging: undefined, headers: [] });
    expect(await stored(store, 'key')).toEqual({ ...before, acl: 'public-read', tagging: undefined, headers: [] });
    expect((await read(store, 'key')).equals(bytes(length))).toBe(true);
    await store.close();
  });

  it('leaves a key that is not there alone', async () => {
    const store = await openWithBucket();
    await store.updateObject(BUCKET.name, 'key', { acl: 'private' });
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    await store.close();
  });
});

describe('deleteObject', () => {
  const nothing = { removed: undefined, marker: undefined };

  it('says what was removed, once', async () => {
    const store = await openWithBucket();
    for (const length of [0, SMALL, LARGE]) {
      const object = await put(store, 'key', bytes(length));
      expect(await store.deleteObject(BUCKET.name, 'key')).toEqual({ removed: object, marker: undefined });
      expect(await store.deleteObject(BUCKET.name, 'key')).toEqual(nothing);
      expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    }
    expect(await store.deleteObject('no-such-bucket', 'key')).toEqual(nothing);
    await store.close();
  });
});

describe('append', () => {
  it('creates at position 0 and then adds at the end only', async () => {
    const store = await openWithBucket();
    expect(await append(store, 'log', 3, 'x')).toEqual({ outcome: 'wrong-position', length: 0 });
    expect(await append(store, 'log', 0, 'one')).toMatchObject({ outcome: 'appended', object: { size: 3 } });
    expect(await append(store, 'log', 0, 'x')).toEqual({ outcome: 'wrong-position', length: 3 });
    expect(await append(store, 'log', 3, 'two')).toMatchObject({ outcome: 'appended', object: { size: 6 } });
    expect((await read(store, 'log')).toString()).toBe('onetwo');
    await store.close();
  });

  it('keeps what the creating append said, but for the time', async () => {
    const store = await openWithBucket();
    const created = newObject('log', { type: 'Appendable', etag: 'FIRST', headers: [['x-oss-meta-a', '1']] });
    await store.append(created, 0, await stage(store, 'one'));
    const later = { ...created, etag: 'SECOND', headers: [], lastModified: created.lastModified + 5000 };
    await store.append(later, 3, await stage(store, 'two'));
    expect(await stored(store, 'log')).toMatchObject({ ...created, lastModified: later.lastModified });
    await store.close();
  });

  it('answers the CRC-64 of the whole', async () => {
    const store = await openWithBucket();
    const pieces = [bytes(10, 1), Buffer.alloc(0), bytes(LARGE, 2), bytes(SMALL, 3)];
    let length = 0;
    for (const piece of pieces) {
      await append(store, 'log', length, piece);
      length += piece.length;
    }
    const whole = Buffer.concat(pieces);
    const object = await stored(store, 'log');
    expect(object).toMatchObject({ size: whole.length, crc64: crc64(whole).toString(), contentMd5: undefined });
    expect((await read(store, 'log')).equals(whole)).toBe(true);
    await store.close();
  });

  it('refuses an object of another type, whatever the position', async () => {
    const store = await openWithBucket();
    await put(store, 'key', 'hello');
    expect(await append(store, 'key', 5, 'x')).toEqual({ outcome: 'not-appendable' });
    expect(await append(store, 'key', 0, 'x')).toEqual({ outcome: 'not-appendable' });
    await store.close();
  });

  it('goes on where a put has begun', async () => {
    const store = await openWithBucket();
    await put(store, 'log', 'one', { type: 'Appendable' });
    expect(await append(store, 'log', 3, 'two')).toMatchObject({ outcome: 'appended', object: { size: 6 } });
    expect((await read(store, 'log')).toString()).toBe('onetwo');
    await store.close();
  });

  it('takes ten thousand pieces and reads any range of them', async () => {
    const store = await openWithBucket();
    const pieces = Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`);
    let length = 0;
    for (const piece of pieces) {
      const writer = store.stage(piece.length);
      writer.write(Buffer.from(piece));
      await store.append(newObject('log', { type: 'Appendable' }), length, await writer.finish());
      length += piece.length;
    }
    const whole = pieces.join('');
    expect((await read(store, 'log')).toString()).toBe(whole);
    for (const [first, last] of [
      [0, 0],
      [17, 60_000],
      [89_999, 90_001],
      [length - 1, length - 1],
    ] as const) {
      expect((await read(store, 'log', { first, last })).toString()).toBe(whole.slice(first, last + 1));
    }
    await store.close();
  });
});

describe('buckets', () => {
  it('are created once, changed, listed by name and removed when empty', async () => {
    const store = await openWithBucket();
    expect(await store.createBucket(BUCKET)).toBe(false);
    await store.createBucket({ ...BUCKET, name: 'another' });
    expect(store.buckets().map((bucket) => bucket.name)).toEqual(['another', 'examplebucket']);
    const changed = { ...BUCKET, acl: 'public-read' as const, documents: { cors: '<a>\0</a>' } };
    await store.updateBucket(changed);
    expect(store.bucket(BUCKET.name)).toEqual(changed);
    expect(store.buckets()[1]).toEqual(changed);
    expect(await store.deleteBucket('another')).toBe('deleted');
    expect(store.bucket('another')).toBeUndefined();
    expect(store.buckets()).toEqual([changed]);
    await expect(store.deleteBucket('another')).rejects.toThrow(BucketGone);
    await expect(store.updateBucket({ ...BUCKET, name: 'another' })).rejects.toThrow(BucketGone);
    await store.close();
  });

  it('made again under an old name are empty', async () => {
    const store = await openWithBucket();
    await put(store, 'key', 'x');
    await store.deleteObject(BUCKET.name, 'key');
    await store.deleteBucket(BUCKET.name);
    expect(await store.createBucket(BUCKET)).toBe(true);
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    await store.close();
  });

  it('count their objects by storage class', async () => {
    const store = await openWithBucket();
    await put(store, 'a', bytes(10));
    await put(store, 'b', bytes(LARGE));
    await put(store, 'c', bytes(5), { storageClass: 'IA' });
    expect(await store.bucketUsage(BUCKET.name)).toEqual({
      storage: LARGE + 15,
      objects: 3,
      markers: 0,
      uploads: 0,
      parts: 0,
      classes: { Standard: { storage: LARGE + 10, objects: 2 }, IA: { storage: 5, objects: 1 } },
    });
    await store.close();
  });
});

it('settings are kept until they are taken back', async () => {
  const store = await openWithBucket();
  expect(store.setting('publicAccessBlock')).toBeUndefined();
  await store.setSetting('publicAccessBlock', 'a\0b');
  expect(store.setting('publicAccessBlock')).toBe('a\0b');
  await store.setSetting('publicAccessBlock', undefined);
  expect(store.setting('publicAccessBlock')).toBeUndefined();
  await store.close();
});

it('reset leaves an empty store that works', async () => {
  const store = await openWithBucket();
  await put(store, 'a', bytes(LARGE));
  await store.setSetting('a', 'b');
  await store.reset();
  expect(store.buckets()).toEqual([]);
  expect(store.setting('a')).toBeUndefined();
  await store.createBucket(BUCKET);
  expect(await store.object(BUCKET.name, 'a')).toBeUndefined();
  await put(store, 'a', bytes(LARGE));
  expect((await read(store, 'a')).equals(bytes(LARGE))).toBe(true);
  await store.close();
});
