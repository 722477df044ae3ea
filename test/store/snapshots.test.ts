import { expect, it } from 'vitest';
import {
  append,
  BUCKET,
  blobFiles,
  bytes,
  initiate,
  keys,
  newObject,
  openWithBucket,
  pumped,
  put,
  putPart,
  read,
  stored,
  temporaryDirectory,
  turn,
} from './helpers.ts';

const LARGE = 200_000;

it('brings objects, buckets, uploads and settings back, as often as asked', async () => {
  const store = await openWithBucket();
  await put(store, 'small', 'one');
  await put(store, 'large', bytes(LARGE));
  await append(store, 'log', 0, bytes(LARGE, 2));
  await initiate(store, 'upload', 'U1');
  await putPart(store, 'U1', 1, bytes(LARGE, 3));
  await store.setSetting('a', 'b');
  const snapshot = await store.snapshot();
  for (let time = 0; time < 2; time++) {
    await put(store, 'small', bytes(LARGE, 4));
    await store.deleteObject(BUCKET.name, 'large');
    await append(store, 'log', LARGE, 'more');
    await store.completeUpload('U1', [1], newObject('upload', { type: 'Multipart' }));
    await store.createBucket({ ...BUCKET, name: 'another' });
    await store.setSetting('a', undefined);
    await turn();
    expect(await store.restore(snapshot)).toBe(true);
    expect(await keys(store)).toEqual(['large', 'log', 'small']);
    expect((await read(store, 'small')).toString()).toBe('one');
    expect((await read(store, 'large')).equals(bytes(LARGE))).toBe(true);
    expect((await read(store, 'log')).equals(bytes(LARGE, 2))).toBe(true);
    expect(store.bucket('another')).toBeUndefined();
    expect(store.setting('a')).toBe('b');
    expect((await store.parts('U1', 0, 10)).length).toBe(1);
  }
  await store.completeUpload('U1', [1], newObject('upload', { type: 'Multipart' }));
  expect((await read(store, 'upload')).equals(bytes(LARGE, 3))).toBe(true);
  await append(store, 'log', LARGE, 'end');
  expect((await stored(store, 'log')).size).toBe(LARGE + 3);
  await store.close();
});

it('outlives a reset, and is unknown once dropped', async () => {
  const store = await openWithBucket();
  await put(store, 'key', bytes(LARGE));
  const snapshot = await store.snapshot();
  await store.reset();
  await turn();
  expect(await store.restore(snapshot)).toBe(true);
  expect((await read(store, 'key')).equals(bytes(LARGE))).toBe(true);
  await store.dropSnapshot(snapshot);
  expect(await store.restore(snapshot)).toBe(false);
  await store.close();
});

it('lets who is reading finish what a restore takes away', async () => {
  const store = await openWithBucket();
  const snapshot = await store.snapshot();
  const object = await put(store, 'key', bytes(LARGE));
  const source = store.read(object);
  await store.restore(snapshot);
  await turn();
  expect((await pumped(source)).equals(bytes(LARGE))).toBe(true);
  await store.close();
});

it('keeps the files that only a snapshot needs until it is dropped', async () => {
  const directory = temporaryDirectory();
  const store = await openWithBucket({ directory });
  await put(store, 'key', bytes(LARGE));
  const snapshot = await store.snapshot();
  await store.deleteObject(BUCKET.name, 'key');
  await turn();
  expect(blobFiles(directory)).toHaveLength(1);
  await store.dropSnapshot(snapshot);
  await store.close();
  expect(blobFiles(directory)).toHaveLength(0);
});
