import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteBucket } from '../../../src/operations/bucket/deleteBucket.ts';
import { getBucketAcl } from '../../../src/operations/bucket/getBucketAcl.ts';
import { getBucketInfo } from '../../../src/operations/bucket/getBucketInfo.ts';
import { getBucketLocation } from '../../../src/operations/bucket/getBucketLocation.ts';
import { getBucketStat } from '../../../src/operations/bucket/getBucketStat.ts';
import { headBucket } from '../../../src/operations/bucket/headBucket.ts';
import { errorDocument, expectGolden, type Harness, NOW, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

test('GetBucketInfo sends a local client back to the address it came by', async () => {
  const got = await oss.run(getBucketInfo, '/examplebucket?bucketInfo');
  expect([got.status, got.headers, got.contentType]).toEqual([200, [], 'application/xml']);
  await expectGolden(got.text, 'bucket/info.xml');
});

test("GetBucketInfo names the endpoints of the bucket's region to a client that came under aliyuncs.com", async () => {
  const request = { endpoint: 'oss-cn-hangzhou.aliyuncs.com' };
  await expectGolden(
    (await oss.run(getBucketInfo, '/examplebucket?bucketInfo', { request })).text,
    'bucket/info-cloud.xml',
  );
});

test("GetBucketInfo tells a client that came by the bucket's own domain where the service itself is", async () => {
  const request = { style: 'cname', endpoint: 'img.example.com', localAddress: '127.0.0.1:9000' } as const;
  const { text } = await oss.run(getBucketInfo, '/examplebucket?bucketInfo', { request });
  expect(text).toContain('<ExtranetEndpoint>127.0.0.1:9000</ExtranetEndpoint>');
  expect(text).toContain('<IntranetEndpoint>127.0.0.1:9000</IntranetEndpoint>');
});

test('GetBucketInfo reports the configured endpoints before any other', async () => {
  const service = { extranetEndpoint: 'oss.test:8080', intranetEndpoint: 'oss-internal.test' };
  const request = { endpoint: 'oss-cn-hangzhou.aliyuncs.com' };
  const { text } = await oss.run(getBucketInfo, '/examplebucket?bucketInfo', { service, request });
  expect(text).toContain('<ExtranetEndpoint>oss.test:8080</ExtranetEndpoint>');
  expect(text).toContain('<IntranetEndpoint>oss-internal.test</IntranetEndpoint>');
});

test('GetBucketLocation answers with 96 bytes, as captured for cn-hangzhou', async () => {
  const { text } = await oss.run(getBucketLocation, '/examplebucket?location');
  expect(Buffer.byteLength(text)).toBe(96);
  await expectGolden(text, 'bucket/location.xml');
});

test('GetBucketAcl names the owner and the one grant', async () => {
  await oss.bucket('shared', { acl: 'public-read-write' });
  await expectGolden((await oss.run(getBucketAcl, '/shared?acl')).text, 'bucket/acl.xml');
});

test('HeadBucket tells the region of an existing bucket, without a body', async () => {
  const got = await oss.run(headBucket, '/examplebucket');
  expect([got.status, got.headers, got.answer.body]).toEqual([
    200,
    [['x-oss-bucket-region', 'oss-cn-hangzhou']],
    undefined,
  ]);
});

test('GetBucketStat of a new bucket is all zeros', async () => {
  await expectGolden((await oss.run(getBucketStat, '/examplebucket?stat')).text, 'bucket/stat-empty.xml');
});

test('GetBucketStat counts bytes, objects, uploads and parts by storage class', async () => {
  await oss.object('examplebucket', 'a', 'hello');
  await oss.object('examplebucket', 'b', 'hello world', { storageClass: 'IA' });
  await oss.object('examplebucket', 'c', 'hi', { storageClass: 'ColdArchive' });
  await initiate('upload');
  const content = oss.store.stage(4);
  await content.write(Buffer.from('part'));
  await oss.store.putPart('UPLOADID', { number: 1, etag: 'E', lastModified: NOW }, await content.finish());
  await expectGolden((await oss.run(getBucketStat, '/examplebucket?stat')).text, 'bucket/stat.xml');
});

test('DeleteBucket removes an empty bucket', async () => {
  const gone = await oss.run(deleteBucket, '/examplebucket');
  expect([gone.status, gone.headers]).toEqual([204, []]);
  expect(oss.store.bucket('examplebucket')).toBeUndefined();
});

test('DeleteBucket is refused while there are objects, and objects are named before uploads', async () => {
  await oss.object('examplebucket', 'a');
  await initiate('b');
  const refused = await oss.refusal(deleteBucket, '/examplebucket');
  expect(refused.row.status).toBe(409);
  await expectGolden(errorDocument(refused), 'bucket/has-objects.xml');
  expect(oss.store.bucket('examplebucket')).toBeDefined();
});

test('DeleteBucket is refused while there are unfinished uploads', async () => {
  await initiate('b');
  await expectGolden(errorDocument(await oss.refusal(deleteBucket, '/examplebucket')), 'bucket/has-uploads.xml');
});

async function initiate(key: string): Promise<void> {
  await oss.store.createUpload({
    id: 'UPLOADID',
    bucket: 'examplebucket',
    key,
    initiatedAt: NOW,
    sequential: false,
    object: {
      acl: 'default',
      storageClass: 'Standard',
      contentType: 'application/octet-stream',
      headers: [],
      encryption: [],
      tagging: undefined,
      state: undefined,
    },
  });
}
