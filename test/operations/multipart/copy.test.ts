import { afterEach, beforeEach, expect, test } from 'vitest';
import { uploadPartCopy } from '../../../src/operations/multipart/uploadPartCopy.ts';
import { crc64 } from '../../../src/store/crc64.ts';
import { accountKeys, errorDocument, expectGolden, type Harness, openHarness, STRANGER } from '../harness.ts';
import { etagOf, initiate, KEY } from './setup.ts';

const SOURCE = '0123456789';
const MODIFIED = Date.UTC(2025, 10, 20, 7);

let harness: Harness;
let id: string;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
  await harness.bucket('sourcebucket');
  await put('src/ä b+c', {});
  id = await initiate(harness);
});
afterEach(() => harness.store.close());

async function put(key: string, change: object): Promise<void> {
  const writer = harness.store.stage(SOURCE.length);
  await writer.write(Buffer.from(SOURCE));
  await harness.store.put(
    {
      bucket: 'sourcebucket',
      key,
      type: 'Normal',
      etag: etagOf(SOURCE),
      acl: 'default',
      storageClass: 'Standard',
      lastModified: MODIFIED,
      contentType: 'text/plain',
      headers: [],
      encryption: [],
      tagging: undefined,
      state: undefined,
      ...change,
    },
    await writer.finish(),
  );
}

const NAMED = '/sourcebucket/src/%C3%A4%20b%2Bc';
const target = (number: number | string = 1, upload = id) => `${KEY}?partNumber=${number}&uploadId=${upload}`;
const source = (headers: Record<string, string> = {}) => ({ headers: { 'x-oss-copy-source': NAMED, ...headers } });
const parts = () => harness.store.parts(id, 0, 10);

test('the whole source becomes a part', async () => {
  await harness.advance(5_000);
  const answer = await harness.run(uploadPartCopy, target(3), source());
  expect([answer.status, answer.contentType]).toEqual([200, 'application/xml']);
  expect(answer.headers).toEqual([
    ['ETag', `"${etagOf(SOURCE)}"`],
    ['x-oss-hash-crc64ecma', crc64(Buffer.from(SOURCE)).toString()],
  ]);
  await expectGolden(answer.text, 'multipart/copy-part.xml');
  expect(answer.body).toHaveLength(180);
  expect(await parts()).toMatchObject([
    { number: 3, size: 10, etag: etagOf(SOURCE), lastModified: harness.runtime.clock.now() },
  ]);
});

test('a range becomes a part, and Content-Range says which', async () => {
  const answer = await harness.run(uploadPartCopy, target(), source({ 'x-oss-copy-source-range': 'bytes=2-4' }));
  expect(answer.headers[0]).toEqual(['Content-Range', 'bytes 2-4/10']);
  expect(answer.header('ETag')).toBe(`"${etagOf('234')}"`);
  expect(await parts()).toMatchObject([{ size: 3, etag: etagOf('234') }]);
});

test.each(['bytes=2-10', 'bytes=10-11', 'bytes=4-2', 'bytes=a-b', '2-4', 'bytes=0-1,3-4'])(
  'the range %s is not valid, so the whole source is copied',
  async (range) => {
    const answer = await harness.run(uploadPartCopy, target(), source({ 'x-oss-copy-source-range': range }));
    expect(answer.header('Content-Range')).toBeUndefined();
    expect(await parts()).toMatchObject([{ size: 10 }]);
  },
);

test.each([
  ['no slash at its start', 'sourcebucket/key', 'part-copy-source-malformed'],
  ['no key', '/sourcebucket', 'part-copy-source-malformed'],
  ['an empty key', '/sourcebucket/', 'part-copy-source-malformed'],
  ['nothing in it', '', 'part-copy-source-empty'],
  ['an unknown parameter', '/sourcebucket/key?unknown=x', 'copy-source-parameter-unknown'],
])('a copy source with %s is refused', async (_, value, cause) => {
  const error = await harness.refusal(uploadPartCopy, target(), { headers: { 'x-oss-copy-source': value } });
  expect([error.cause, error.row.code]).toEqual([cause, 'InvalidArgument']);
});

test('a source that is not there is refused as for a read', async () => {
  const missing = { headers: { 'x-oss-copy-source': '/sourcebucket/none' } };
  expect((await harness.refusal(uploadPartCopy, target(), missing)).cause).toBe('no-such-key');
  const nowhere = { headers: { 'x-oss-copy-source': '/nobucket/none' } };
  const error = await harness.refusal(uploadPartCopy, target(), nowhere);
  expect([error.cause, error.details.BucketName]).toEqual(['no-such-bucket', 'nobucket']);
});

test('the caller needs the right to read the source', async () => {
  const error = await harness.refusal(uploadPartCopy, target(), { ...source(), as: accountKeys(STRANGER) });
  expect(error.row.code).toBe('AccessDenied');
});

test('archived and appendable sources are refused', async () => {
  await put('src/ä b+c', { storageClass: 'Archive' });
  expect((await harness.refusal(uploadPartCopy, target(), source())).row.code).toBe('InvalidObjectState');
  await put('src/ä b+c', { type: 'Appendable' });
  expect((await harness.refusal(uploadPartCopy, target(), source())).cause).toBe('copy-source-appendable');
});

test('conditions on the source are held: 412 names the plain header, 304 has no body', async () => {
  const other = source({ 'x-oss-copy-source-if-match': '"0"' });
  const error = await harness.refusal(uploadPartCopy, target(), other);
  expect([error.cause, error.details.Condition]).toEqual(['precondition-failed', 'If-Match']);
  const same = source({ 'x-oss-copy-source-if-none-match': `"${etagOf(SOURCE)}"` });
  const answer = await harness.run(uploadPartCopy, target(), same);
  expect([answer.status, answer.text]).toEqual([304, '']);
  expect(await parts()).toEqual([]);
});

test('the part number is checked as for UploadPart', async () => {
  expect((await harness.refusal(uploadPartCopy, target(0), source())).cause).toBe('part-number-invalid');
  expect((await harness.refusal(uploadPartCopy, `${KEY}?uploadId=${id}`, source())).cause).toBe('part-number-missing');
});

test('an unknown upload has an EC of its own', async () => {
  const error = await harness.refusal(uploadPartCopy, target(1, '0004B9895DBBB6EC98E36A5A1D6A7E9B'), source());
  await expectGolden(errorDocument(error), 'multipart/copy-no-such-upload.xml');
});

test('a sequential upload takes copies in order and each number once', async () => {
  id = await initiate(harness, KEY, undefined, '&sequential');
  expect((await harness.refusal(uploadPartCopy, target(2), source())).row.code).toBe('PartNotSequential');
  await harness.run(uploadPartCopy, target(1), source());
  const error = await harness.refusal(uploadPartCopy, target(1), source());
  expect([error.row.code, error.row.ec]).toEqual(['PartAlreadyExist', '0042-00000313']);
});
