import { afterEach, beforeEach, expect, test } from 'vitest';
import { putBucket } from '../../../src/operations/bucket/putBucket.ts';
import { putBucketAcl } from '../../../src/operations/bucket/putBucketAcl.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { bucketPublicAccessBlock, publicAccessBlocked } from '../../../src/operations/public-access.ts';
import { deletePublicAccessBlock } from '../../../src/operations/service/deletePublicAccessBlock.ts';
import { getPublicAccessBlock } from '../../../src/operations/service/getPublicAccessBlock.ts';
import { putPublicAccessBlock } from '../../../src/operations/service/putPublicAccessBlock.ts';
import { accountKeys, errorDocument, expectGolden, type Harness, OWNER, openHarness, STRANGER } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
});
afterEach(() => oss.store.close());

const [putBucketPublicAccessBlock, getBucketPublicAccessBlock, deleteBucketPublicAccessBlock] =
  bucketPublicAccessBlock.operations as [Operation, Operation, Operation];
const block = (value: string): { body: string } => ({
  body: `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`,
});
const BUCKET = '/examplebucket?publicAccessBlock';
const ACCOUNT = '/?publicAccessBlock';
const PUBLIC = { headers: { 'x-oss-acl': 'public-read' } };

test('a bucket that was never set up blocks nothing and says so', async () => {
  await oss.bucket('examplebucket');
  const got = await oss.run(getBucketPublicAccessBlock, BUCKET);
  expect(got.contentType).toBe('application/xml');
  await expectGolden(got.text, 'bucket/public-access-block-off.xml');
  await expectGolden((await oss.run(getPublicAccessBlock, ACCOUNT)).text, 'bucket/public-access-block-off.xml');
});

test('what was put is returned, with booleans as the service prints them', async () => {
  await oss.bucket('examplebucket');
  const put = await oss.run(putBucketPublicAccessBlock, BUCKET, block(' True '));
  expect([put.status, put.headers, put.answer.body]).toEqual([200, [], undefined]);
  await expectGolden((await oss.run(getBucketPublicAccessBlock, BUCKET)).text, 'bucket/public-access-block-on.xml');
});

test('an element left out means false', async () => {
  await oss.bucket('examplebucket');
  await oss.run(putBucketPublicAccessBlock, BUCKET, block('true'));
  await oss.run(putBucketPublicAccessBlock, BUCKET, { body: '<PublicAccessBlockConfiguration/>' });
  await expectGolden((await oss.run(getBucketPublicAccessBlock, BUCKET)).text, 'bucket/public-access-block-off.xml');
});

test('deleting the setting unblocks, and answers 204 also when there was none', async () => {
  const bucket = await oss.bucket('examplebucket', { documents: { other: 'kept' } });
  await oss.run(putBucketPublicAccessBlock, BUCKET, block('true'));
  expect((await oss.run(deleteBucketPublicAccessBlock, BUCKET)).status).toBe(204);
  expect((await oss.run(deleteBucketPublicAccessBlock, BUCKET)).status).toBe(204);
  expect(oss.store.bucket('examplebucket')).toEqual(bucket);
});

test.each([
  ['', 'an empty body'],
  ['<Other/>', 'a wrong root'],
  [
    '<PublicAccessBlockConfiguration><BlockPublicAccess>yes</BlockPublicAccess></PublicAccessBlockConfiguration>',
    'a value that is no boolean',
  ],
])('%j is MalformedXML: %s', async (body) => {
  await oss.bucket('examplebucket');
  const refused = await oss.refusal(putBucketPublicAccessBlock, BUCKET, { body });
  expect(refused.cause).toBe('public-access-block-malformed');
  expect((await oss.refusal(putPublicAccessBlock, ACCOUNT, { body })).cause).toBe('public-access-block-malformed');
  await expectGolden(errorDocument(refused), 'bucket/public-access-block-malformed.xml');
});

test('a public ACL is refused while the bucket is blocked, a private one is not', async () => {
  await oss.bucket('examplebucket');
  await oss.run(putBucketPublicAccessBlock, BUCKET, block('true'));
  const refused = await oss.refusal(putBucketAcl, '/examplebucket?acl', PUBLIC);
  await expectGolden(errorDocument(refused), 'bucket/public-acl-blocked.xml');
  expect((await oss.run(putBucketAcl, '/examplebucket?acl', { headers: { 'x-oss-acl': 'private' } })).status).toBe(200);
  await oss.run(putBucketPublicAccessBlock, BUCKET, block('false'));
  expect((await oss.run(putBucketAcl, '/examplebucket?acl', PUBLIC)).status).toBe(200);
});

test('a block on the account holds for all its buckets, new ones included, and for nobody else', async () => {
  const mine = await oss.bucket('examplebucket', { acl: 'public-read' });
  const theirs = await oss.bucket('foreign', { owner: STRANGER });
  await oss.run(putPublicAccessBlock, ACCOUNT, block('true'));
  expect(publicAccessBlocked(oss.store, mine)).toBe(true);
  expect(publicAccessBlocked(oss.store, theirs)).toBe(false);
  await expectGolden((await oss.run(getPublicAccessBlock, ACCOUNT)).text, 'bucket/public-access-block-on.xml');
  const stranger = { as: accountKeys(STRANGER) };
  await expectGolden(
    (await oss.run(getPublicAccessBlock, ACCOUNT, stranger)).text,
    'bucket/public-access-block-off.xml',
  );
  expect((await oss.refusal(putBucket, '/newbucket', PUBLIC)).cause).toBe('public-bucket-acl-blocked');
  expect((await oss.run(putBucket, '/theirs', { ...PUBLIC, ...stranger })).status).toBe(200);
  expect((await oss.run(deletePublicAccessBlock, ACCOUNT)).status).toBe(204);
  expect(publicAccessBlocked(oss.store, mine)).toBe(false);
  expect((await oss.run(putBucket, '/newbucket', PUBLIC)).status).toBe(200);
});

test('where new buckets are blocked, one cannot be made public until the block is taken off', async () => {
  const service = { blockPublicAccessOnNewBuckets: true };
  expect((await oss.refusal(putBucket, '/examplebucket', { ...PUBLIC, service })).cause).toBe(
    'public-bucket-acl-blocked',
  );
  expect(oss.store.bucket('examplebucket')).toBeUndefined();
  await oss.run(putBucket, '/examplebucket', { service });
  expect(publicAccessBlocked(oss.store, oss.store.bucket('examplebucket'))).toBe(true);
  expect((await oss.refusal(putBucketAcl, '/examplebucket?acl', { ...PUBLIC, service })).cause).toBe(
    'public-bucket-acl-blocked',
  );
  await oss.run(putBucketPublicAccessBlock, BUCKET, block('false'));
  expect((await oss.run(putBucketAcl, '/examplebucket?acl', { ...PUBLIC, service })).status).toBe(200);
});

test('a bucket that was changed while the body arrived keeps that change', async () => {
  await oss.bucket('examplebucket');
  const call = oss.call(putBucketPublicAccessBlock, BUCKET, block('true'));
  await oss.run(putBucketAcl, '/examplebucket?acl', PUBLIC);
  await putBucketPublicAccessBlock.run(call);
  expect(oss.store.bucket('examplebucket')).toMatchObject({ acl: 'public-read', owner: OWNER });
});
