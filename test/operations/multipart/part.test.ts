import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { abortMultipartUpload } from '../../../src/operations/multipart/abortMultipartUpload.ts';
import { uploadPart } from '../../../src/operations/multipart/uploadPart.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';
import { etagOf, initiate, KEY, md5, part } from './setup.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
});
afterEach(() => harness.store.close());

const parts = (id: string) => harness.store.parts(id, 0, 10);

test('the answer has the quoted MD5 and the CRC-64 of the part, and the encryption of the upload', async () => {
  const id = await initiate(harness, KEY, { headers: { 'x-oss-server-side-encryption': 'AES256' } });
  const answer = await harness.run(uploadPart, `${KEY}?partNumber=1&uploadId=${id}`, { body: '123456789' });
  expect(answer.status).toBe(200);
  expect(answer.text).toBe('');
  expect(answer.headers).toEqual([
    ['ETag', '"25F9E794323B453885F5181F1B624D0B"'],
    ['x-oss-hash-crc64ecma', '11051210869376104954'],
    ['x-oss-server-side-encryption', 'AES256'],
  ]);
});

test('the last write of a number wins', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'first');
  await part(harness, id, 1, 'second');
  expect(await parts(id)).toMatchObject([{ number: 1, size: 6, etag: etagOf('second') }]);
});

test('a part of any size is taken, also an empty one', async () => {
  const id = await initiate(harness);
  expect(await part(harness, id, 10_000, '')).toBe(`"${etagOf('')}"`);
});

test.each([
  ['part-number-missing', 'part-number-missing', ''],
  ['part-number-missing', 'part-number-empty', 'partNumber=&'],
  ['part-number-invalid', 'part-number-0', 'partNumber=0&'],
  ['part-number-invalid', 'part-number-10001', 'partNumber=10001&'],
  ['part-number-invalid', 'part-number-word', 'partNumber=STR&'],
  ['part-number-invalid', 'part-number-fraction', 'partNumber=1.5&'],
])('%s is refused (%s)', async (cause, name, query) => {
  const id = await initiate(harness);
  const error = await harness.refusal(uploadPart, `${KEY}?${query}uploadId=${id}`, { body: 'x' });
  expect(error.cause).toBe(cause);
  await expectGolden(errorDocument(error), `multipart/${name}.xml`);
});

test('part number 10001 is refused with 374 bytes, as captured in 2016', async () => {
  const error = await harness.refusal(uploadPart, `${KEY}?partNumber=10001&uploadId=${'A'.repeat(32)}`, { body: 'x' });
  // The capture leaves 52 bytes for the host.
  expect(error.document('57DF56D0D3A24AE1368F0869', 'h'.repeat(52), '2019')).toHaveLength(374);
});

test.each([
  [
    'that was aborted',
    'no-such-upload-for-part',
    async () => {
      const id = await initiate(harness);
      await harness.run(abortMultipartUpload, `${KEY}?uploadId=${id}`);
      return id;
    },
  ],
  ['of another key', 'no-such-upload-for-part', () => initiate(harness, '/examplebucket/other')],
  [
    'of another bucket',
    'no-such-upload-for-part',
    async () => {
      await harness.bucket('otherbucket');
      return initiate(harness, '/otherbucket/multipart.data');
    },
  ],
  ['nobody has', 'no-such-upload-for-part', async () => '0004B9895DBBB6EC98E36A5A1D6A7E9B'],
  ['that is no id', 'upload-id-malformed', async () => 'bad'],
  ['in lower case', 'upload-id-malformed', async () => 'a'.repeat(32)],
  ['that is empty', 'upload-id-malformed', async () => ''],
])('an upload %s is not there', async (_, cause, id) => {
  const error = await harness.refusal(uploadPart, `${KEY}?partNumber=1&uploadId=${await id()}`, { body: 'x' });
  expect([error.cause, error.row.code]).toEqual([cause, 'NoSuchUpload']);
});

test('the refusal of an unknown upload names it', async () => {
  const url = `${KEY}?partNumber=1&uploadId=0004B9895DBBB6EC98E36A5A1D6A7E9B`;
  await expectGolden(
    errorDocument(await harness.refusal(uploadPart, url, { body: 'x' })),
    'multipart/part-no-such-upload.xml',
  );
});

test('encryption cannot be chosen for a part', async () => {
  const id = await initiate(harness);
  const headers = { 'x-oss-server-side-encryption': 'AES256' };
  const error = await harness.refusal(uploadPart, `${KEY}?partNumber=1&uploadId=${id}`, { body: 'x', headers });
  expect([error.row.status, error.row.code]).toEqual([400, 'InvalidArgument']);
});

test.each([
  ['a Content-MD5 of other bytes', 'content-md5-mismatch', { 'Content-MD5': md5('other').toString('base64') }],
  ['a Content-MD5 that is no digest', 'content-md5-malformed', { 'Content-MD5': 'eB5eJF1ptWaXm4bijS==' }],
  ['a CRC-64 of other bytes', 'crc64-mismatch', { 'x-oss-hash-crc64ecma': '1' }],
])('%s keeps the part out', async (_, cause, headers) => {
  const id = await initiate(harness);
  const error = await harness.refusal(uploadPart, `${KEY}?partNumber=1&uploadId=${id}`, { body: 'x', headers });
  expect(error.cause).toBe(cause);
  expect(await parts(id)).toEqual([]);
});

test('a part of more than 5 GB is refused before it is read', async () => {
  const id = await initiate(harness);
  const call = harness.call(uploadPart, `${KEY}?partNumber=1&uploadId=${id}`);
  const body = { ...call.body, announced: 5 * 1024 ** 3 + 1 };
  await expect(uploadPart.run({ ...call, bucket: call.bucket, body })).rejects.toMatchObject({
    cause: 'object-too-large',
  });
});

describe('a sequential upload', () => {
  let id: string;
  beforeEach(async () => {
    id = await initiate(harness, KEY, undefined, '&sequential');
  });
  const send = (number: number) => `${KEY}?partNumber=${number}&uploadId=${id}`;

  test('begins with part 1', async () => {
    const error = await harness.refusal(uploadPart, send(2), { body: 'x' });
    await expectGolden(errorDocument(error), 'multipart/part-not-sequential.xml');
  });

  test('goes on with the next number only', async () => {
    for (const number of [1, 2, 3]) await part(harness, id, number, `${number}`);
    expect((await harness.refusal(uploadPart, send(5), { body: 'x' })).row.code).toBe('PartNotSequential');
    await part(harness, id, 4, '4');
  });

  test('does not take a part twice', async () => {
    for (const number of [1, 2, 3]) await part(harness, id, number, `${number}`);
    const error = await harness.refusal(uploadPart, send(2), { body: 'x' });
    await expectGolden(errorDocument(error), 'multipart/part-already-exists.xml');
    expect((await harness.refusal(uploadPart, send(1), { body: 'x' })).row.code).toBe('PartAlreadyExist');
    expect((await harness.refusal(uploadPart, send(3), { body: 'x' })).row.code).toBe('PartAlreadyExist');
  });
});

test('an aborted upload takes its parts along and cannot be aborted again', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'x');
  const answer = await harness.run(abortMultipartUpload, `${KEY}?uploadId=${id}`);
  expect([answer.status, answer.headers, answer.text]).toEqual([204, [], '']);
  expect(await harness.store.bucketUsage('examplebucket')).toMatchObject({ uploads: 0, parts: 0 });
  const error = await harness.refusal(abortMultipartUpload, `${KEY}?uploadId=${id}`);
  await expectGolden(errorDocument(error).replace(id, 'U'), 'multipart/abort-no-such-upload.xml');
});
