import { describe, expect, it } from 'vitest';
import { RecentObjects } from '../../src/store/recent.ts';
import type { ObjectRecord, Store } from '../../src/store/store.ts';
import {
  append,
  BUCKET,
  bytes,
  copy,
  initiate,
  newObject,
  openWithBucket,
  put,
  putPart,
  read,
  stored,
} from './helpers.ts';

const LARGE = bytes(100_000);

/** Each leaves `next` under `key`, where an object of type Normal was. */
const CHANGES: Record<string, (store: Store) => Promise<unknown>> = {
  'a small body': (store) => put(store, 'key', 'next'),
  'a small body over a large one': async (store) => {
    await put(store, 'key', LARGE);
    await read(store, 'key');
    return put(store, 'key', 'next');
  },
  'a copy': async (store) => {
    await put(store, 'source', 'next');
    return copy(store, 'source', 'key');
  },
  'a completed upload': async (store) => {
    await initiate(store, 'key', 'U1');
    await putPart(store, 'U1', 1, 'next');
    return store.completeUpload('U1', [1], newObject('key', { type: 'Multipart' }));
  },
  'an append': async (store) => {
    await store.deleteObject(BUCKET.name, 'key');
    await append(store, 'key', 0, 'ne');
    expect((await read(store, 'key')).toString()).toBe('ne');
    return append(store, 'key', 2, 'xt');
  },
};

describe('an object that was read', () => {
  it.each(Object.entries(CHANGES))('is read anew after %s', async (_, change) => {
    const store = await openWithBucket();
    await put(store, 'key', 'first');
    expect((await read(store, 'key')).toString()).toBe('first');
    await change(store);
    expect((await read(store, 'key')).toString()).toBe('next');
    await store.close();
  });

  it('shows a changed ACL, and is gone once deleted or after a reset', async () => {
    const store = await openWithBucket();
    await put(store, 'key', 'first');
    await store.updateObject(BUCKET.name, 'key', { acl: 'public-read' });
    expect((await stored(store, 'key')).acl).toBe('public-read');
    await store.deleteObject(BUCKET.name, 'key');
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    await put(store, 'key', 'first');
    await store.reset();
    await store.createBucket(BUCKET);
    expect(await store.object(BUCKET.name, 'key')).toBeUndefined();
    await store.close();
  });
});

describe('what is kept', () => {
  const object = (key: string, size: number): ObjectRecord => ({
    ...newObject(key),
    size,
    versionId: 'null',
    crc64: '0',
    contentMd5: undefined,
    content: Buffer.alloc(size),
  });

  it('is bounded: when there is no room, only the latest is kept', () => {
    const recent = new RecentObjects();
    for (let i = 0; i < 300; i++) recent.keep(object(`${i}`, 65_536));
    const kept = Array.from({ length: 300 }, (_, i) => recent.get(BUCKET.name, `${i}`)).filter(Boolean);
    expect(kept.length * 65_536).toBeLessThan(16 * 1024 * 1024);
    expect(recent.get(BUCKET.name, '299')).toBeDefined();
  });
});
