import { expect, test } from 'vitest';
import { BUCKET, bytes, keys, openWithBucket, put, read, temporaryDirectory } from './helpers.ts';

test('a directory is renamed with all below it, and nothing beside it', async () => {
  const store = await openWithBucket();
  for (const key of ['a', 'a/', 'a/\0\x01', 'a/b/c', 'a/€', 'a0', 'ab/c']) await put(store, key, 'x');
  expect(await store.rename(BUCKET.name, 'a/', 'new/place/')).toBe('renamed');
  const below = ['new/place/', 'new/place/\0\x01', 'new/place/b/c', 'new/place/€'];
  expect(await keys(store)).toEqual(['a', 'a0', 'ab/c', ...below]);
});

test('an object is renamed alone, with its bytes', async () => {
  const store = await openWithBucket();
  const body = bytes(100_000);
  await put(store, 'a', body);
  await put(store, 'a\x01', 'x');
  await put(store, 'a/b', 'x');
  expect((await read(store, 'a')).equals(body)).toBe(true);
  expect(await store.rename(BUCKET.name, 'a', 'c')).toBe('renamed');
  expect(await keys(store)).toEqual(['a\x01', 'a/b', 'c']);
  expect((await read(store, 'c')).equals(body)).toBe(true);
  expect(await store.object(BUCKET.name, 'a')).toBeUndefined();
});

test('what is missing is not renamed, and nothing is replaced', async () => {
  const store = await openWithBucket();
  for (const key of ['a/b', 'c', 'd/e']) await put(store, key, 'x');
  expect(await store.rename(BUCKET.name, 'x', 'y')).toBe('missing');
  expect(await store.rename(BUCKET.name, 'x/', 'y/')).toBe('missing');
  expect(await store.rename(BUCKET.name, 'a/', 'd/')).toBe('taken');
  expect(await store.rename(BUCKET.name, 'a/b', 'c')).toBe('taken');
  expect(await store.rename('no-bucket', 'a/', 'z/')).toBe('missing');
  expect(await keys(store)).toEqual(['a/b', 'c', 'd/e']);
});

test('a name that was given survives a restart', async () => {
  const directory = temporaryDirectory();
  const store = await openWithBucket({ directory });
  await put(store, 'a/b', bytes(100_000));
  await store.rename(BUCKET.name, 'a/', 'c/');
  await store.close();
  const again = await openWithBucket({ directory });
  expect(await keys(again)).toEqual(['c/b']);
  await again.close();
});
