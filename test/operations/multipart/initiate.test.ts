import { afterEach, beforeEach, expect, test } from 'vitest';
import { initiateMultipartUpload } from '../../../src/operations/multipart/initiateMultipartUpload.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';
import { complete, initiate, KEY, part, partsList } from './setup.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
});
afterEach(() => harness.store.close());

test('the answer names bucket, key and a new upload id', async () => {
  const { status, headers, contentType, text } = await harness.run(initiateMultipartUpload, `${KEY}?uploads`);
  expect([status, contentType, headers]).toEqual([200, 'application/xml', []]);
  await expectGolden(text, 'multipart/initiate.xml');
});

test('encoding-type=url encodes the key and is named before it', async () => {
  const url = '/examplebucket/a%20b/%E4%B8%AD+c?uploads&encoding-type=url';
  await expectGolden((await harness.run(initiateMultipartUpload, url)).text, 'multipart/initiate-encoded.xml');
});

test('an encryption that was asked for is repeated', async () => {
  const headers = { 'x-oss-server-side-encryption': 'AES256' };
  const answer = await harness.run(initiateMultipartUpload, `${KEY}?uploads`, { headers });
  expect(answer.headers).toEqual([['x-oss-server-side-encryption', 'AES256']]);
});

test('x-oss-forbid-overwrite is looked at before the upload begins', async () => {
  await complete(harness, await initiate(harness), partsList([]));
  const headers = { 'x-oss-forbid-overwrite': 'true' };
  const error = await harness.refusal(initiateMultipartUpload, `${KEY}?uploads`, { headers });
  await expectGolden(errorDocument(error), 'multipart/initiate-object-exists.xml');
  expect((await harness.store.bucketUsage('examplebucket')).uploads).toBe(0);
});

test('what is said about the object at initiation comes with the completed object', async () => {
  const id = await initiate(harness, KEY, {
    headers: {
      'Content-Type': 'text/x-test',
      'Cache-Control': 'no-cache',
      'x-oss-meta-Author': 'me',
      'x-oss-storage-class': 'IA',
      'x-oss-tagging': 'a=1',
      'x-oss-server-side-encryption': 'AES256',
      'x-oss-object-acl': 'public-read',
    },
  });
  await harness.advance(60_000);
  const etag = await part(harness, id, 1, 'x');
  await harness.advance(60_000);
  await complete(harness, id, partsList([[1, etag]]));
  expect(await harness.store.object('examplebucket', 'multipart.data')).toMatchObject({
    type: 'Multipart',
    contentType: 'text/x-test',
    storageClass: 'IA',
    tagging: 'a=1',
    headers: [
      ['Cache-Control', 'no-cache'],
      ['x-oss-meta-author', 'me'],
    ],
    encryption: [['x-oss-server-side-encryption', 'AES256']],
    acl: 'default',
    lastModified: harness.runtime.clock.now(),
  });
});

test('an upload is no object until it is completed', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'x');
  expect(await harness.store.object('examplebucket', 'multipart.data')).toBeUndefined();
  expect(await harness.store.bucketUsage('examplebucket')).toMatchObject({ objects: 0, uploads: 1, parts: 1 });
});
