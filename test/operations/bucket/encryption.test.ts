import { afterEach, beforeEach, expect, test } from 'vitest';
import { bucketEncryption } from '../../../src/operations/bucket/settings/encryption.ts';
import { completeMultipartUpload } from '../../../src/operations/multipart/completeMultipartUpload.ts';
import { initiateMultipartUpload } from '../../../src/operations/multipart/initiateMultipartUpload.ts';
import { uploadPart } from '../../../src/operations/multipart/uploadPart.ts';
import { appendObject } from '../../../src/operations/object/appendObject.ts';
import { copyObject } from '../../../src/operations/object/copyObject.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { type Harness, openHarness } from '../harness.ts';

const [putBucketEncryption] = bucketEncryption.operations as [Operation];

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
  await oss.object('examplebucket', 'plain', 'text');
  await oss.run(putBucketEncryption, '/examplebucket?encryption', {
    body: '<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>',
  });
});
afterEach(() => oss.store.close());

const KMS = [
  ['x-oss-server-side-encryption', 'KMS'],
  ['x-oss-server-side-encryption-key-id', 'k'],
];
const encryptionOf = async (key: string) => (await oss.store.object('examplebucket', key))?.encryption;

test('what was there before stays as it was', async () => {
  expect(await encryptionOf('plain')).toEqual([]);
});

test('an upload, the first part of an append and a copy are encrypted as the bucket says', async () => {
  await oss.run(putObject, '/examplebucket/put', { body: '1' });
  await oss.run(appendObject, '/examplebucket/append?append&position=0', { body: '1' });
  await oss.run(copyObject, '/examplebucket/copy', { headers: { 'x-oss-copy-source': '/examplebucket/plain' } });
  for (const key of ['put', 'append', 'copy']) expect(await encryptionOf(key)).toEqual(KMS);
});

test('a multipart upload is encrypted as the bucket said when it began', async () => {
  const { text } = await oss.run(initiateMultipartUpload, '/examplebucket/parts?uploads');
  const id = /<UploadId>(.*)<\/UploadId>/.exec(text)?.[1];
  const part = await oss.run(uploadPart, `/examplebucket/parts?partNumber=1&uploadId=${id}`, { body: '1' });
  await oss.run(completeMultipartUpload, `/examplebucket/parts?uploadId=${id}`, {
    body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`,
  });
  expect(await encryptionOf('parts')).toEqual(KMS);
});

test("an object's own headers come before the bucket's rule", async () => {
  await oss.run(putObject, '/examplebucket/own', { body: '1', headers: { 'x-oss-server-side-encryption': 'SM4' } });
  expect(await encryptionOf('own')).toEqual([['x-oss-server-side-encryption', 'SM4']]);
});

test('an appendable object can still be given other metadata where it is encrypted by default', async () => {
  await oss.run(appendObject, '/examplebucket/append?append&position=0', { body: '1' });
  const headers = { 'x-oss-copy-source': '/examplebucket/append', 'x-oss-meta-a': '1' };
  await oss.run(copyObject, '/examplebucket/append', {
    headers: { ...headers, 'x-oss-metadata-directive': 'REPLACE' },
  });
  expect((await oss.store.object('examplebucket', 'append'))?.headers).toEqual([['x-oss-meta-a', '1']]);
});
