// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of callbacks
import { expect, test } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { putObject } from '../../src/operations/object/putObject.ts';
import type { Answer } from '../../src/operations/operation.ts';
import type { BucketRecord, Store } from '../../src/store/store.ts';
import { encode, rawReceiver } from '../callback/support.ts';
import { openHarness } from './harness.ts';

/** Uploads `hello` with a callback, while `meddle` happens between the upload and its callback. */
async function upload(
  callbackBody: string,
  meddle: (store: Store) => Promise<unknown>,
  bucket: Partial<BucketRecord> = {},
) {
  const h = await openHarness();
  await h.bucket('examplebucket', bucket);
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
  const receiver = await rawReceiver((socket) => socket.end(answer));
  const headers = { 'x-oss-callback': encode({ callbackUrl: receiver.url, callbackBody }) };
  const store: Store = Object.assign(Object.create(h.store) as Store, {
    async put(...object: Parameters<Store['put']>) {
      const stored = await h.store.put(...object);
      await meddle(h.store);
      return stored;
    },
  });
  const call = { ...h.call(putObject, '/examplebucket/key', { body: 'hello', headers }), store };
  const outcome: Answer | OssError = await Promise.resolve(putObject.run(call)).catch((error: OssError) => error);
  return { outcome, told: receiver.requests.map((text) => text.slice(text.indexOf('\r\n\r\n') + 4)) };
}

const deletion = (store: Store) => store.deleteObject('examplebucket', 'key');

test('a callback tells what its upload stored, although somebody has deleted the object meanwhile', async () => {
  const { outcome, told } = await upload('${object} ${etag} ${size}', deletion);
  expect(outcome).toMatchObject({ status: 200, contentType: 'application/json' });
  expect(told).toEqual(['key 5D41402ABC4B2A76B9719D911017C592 5']);
});

test('an image that was deleted before its size was read fails the callback, and the answer is that of the upload', async () => {
  const { outcome, told } = await upload('${imageInfo.width}', deletion);
  expect(outcome).toBeInstanceOf(OssError);
  const error = outcome as OssError;
  expect([error.row.status, error.row.message]).toEqual([203, 'Get image info failed.']);
  expect(error.headers().map(([name]) => name)).toEqual(['ETag', 'x-oss-hash-crc64ecma', 'Content-MD5']);
  expect(told).toEqual([]);
});

test('with versions the upload is looked at although a delete marker hides it, and its version is told', async () => {
  const { outcome, told } = await upload('${imageInfo.width} ${size}', deletion, { versioning: 'Enabled' });
  expect(outcome).toMatchObject({
    status: 200,
    headers: { 3: ['x-oss-version-id', expect.stringMatching(/^.{64}$/)] },
  });
  expect(told).toEqual([' 5']);
});
