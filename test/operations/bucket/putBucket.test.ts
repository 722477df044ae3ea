import { afterEach, beforeEach, expect, test } from 'vitest';
import { putBucket } from '../../../src/operations/bucket/putBucket.ts';
import { putBucketAcl } from '../../../src/operations/bucket/putBucketAcl.ts';
import { bucketEncryption } from '../../../src/operations/bucket/settings/encryption.ts';
import { resourceGroupDocument } from '../../../src/operations/bucket/settings/resource-group.ts';
import { tagsOf } from '../../../src/operations/bucket/settings/tags.ts';
import { isHierarchical } from '../../../src/operations/object/directory/hierarchy.ts';
import type { BucketRecord } from '../../../src/store/store.ts';
import { accountKeys, errorDocument, expectGolden, type Harness, NOW, openHarness, STRANGER } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
});
afterEach(() => oss.store.close());

const configuration = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<CreateBucketConfiguration>${inside}</CreateBucketConfiguration>`;

test('a bucket made without a body is private, Standard and LRS, in the region of the server', async () => {
  const made = await oss.run(putBucket, '/examplebucket');
  expect(made.status).toBe(200);
  expect(made.headers).toEqual([['Location', '/examplebucket']]);
  expect(made.answer.body).toBeUndefined();
  expect(oss.store.bucket('examplebucket')).toEqual({
    name: 'examplebucket',
    owner: '1234567890123456',
    createdAt: NOW,
    region: 'cn-hangzhou',
    storageClass: 'Standard',
    redundancy: 'LRS',
    acl: 'private',
    documents: {},
  });
});

test('header and body decide ACL, class, redundancy and resource group; unknown elements are ignored', async () => {
  await oss.run(putBucket, '/examplebucket', {
    headers: { 'x-oss-acl': 'public-read', 'x-oss-resource-group-id': 'rg-aekz1' },
    service: { resourceGroups: ['rg-aekz1'] },
    body: configuration(
      '<Unknown/><DataRedundancyType>ZRS</DataRedundancyType><StorageClass> IA </StorageClass><LocationConstraint>oss-cn-hangzhou</LocationConstraint>',
    ),
  });
  expect(oss.store.bucket('examplebucket')).toMatchObject({
    acl: 'public-read',
    storageClass: 'IA',
    redundancy: 'ZRS',
    documents: { resourceGroup: resourceGroupDocument('rg-aekz1') },
  });
});

test('headers give a new bucket tags and a default encryption, and leave those of an existing one', async () => {
  const ask = (tagging: string, algorithm: string) => ({
    headers: { 'x-oss-bucket-tagging': tagging, 'x-oss-server-side-encryption': algorithm },
  });
  await oss.run(putBucket, '/examplebucket', ask('team=a+b&%E5%9B%BD%26=', 'SM4'));
  await oss.run(putBucket, '/examplebucket', ask('team=c', 'AES256'));
  const bucket = oss.store.bucket('examplebucket') as BucketRecord;
  expect([...tagsOf(bucket)]).toEqual([
    ['team', 'a b'],
    ['国&', ''],
  ]);
  expect(bucketEncryption.of(bucket)).toMatchObject({ algorithm: 'SM4', keyId: undefined });
});

test('the key of a default encryption comes with KMS', async () => {
  const headers = { 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-encryption-key-id': 'key-1' };
  await oss.run(putBucket, '/examplebucket', { headers });
  const bucket = oss.store.bucket('examplebucket') as BucketRecord;
  expect(bucketEncryption.of(bucket)).toMatchObject({ algorithm: 'KMS', keyId: 'key-1' });
});

test.each([
  ['x-oss-bucket-tagging', 'a=b=c', 'bucket-tagging-header-malformed'],
  ['x-oss-bucket-tagging', 'a=%zz', 'bucket-tagging-header-malformed'],
  ['x-oss-bucket-tagging', 'a=1&a=2', 'bucket-tagging-header-malformed'],
  ['x-oss-bucket-tagging', '=1', 'tagging-key-invalid'],
  ['x-oss-bucket-tagging', 'aliyun-a=1', 'tag-key-reserved'],
  ['x-oss-bucket-tagging', Array.from({ length: 21 }, (_, i) => `k${i}`).join('&'), 'too-many-tags'],
  ['x-oss-server-side-encryption', 'DES', 'encryption-algorithm-unknown'],
])('%s: %s makes no bucket', async (name, value, cause) => {
  expect((await oss.refusal(putBucket, '/examplebucket', { headers: { [name]: value } })).cause).toBe(cause);
  expect(oss.store.bucket('examplebucket')).toBeUndefined();
});

test('a bucket asked for at a regional endpoint is made in that region', async () => {
  const request = { endpoint: 'oss-cn-beijing-internal.aliyuncs.com' };
  await oss.run(putBucket, '/examplebucket', { request });
  expect(oss.store.bucket('examplebucket')?.region).toBe('cn-beijing');
});

test('putting an own bucket again keeps its ACL without x-oss-acl and changes it with one', async () => {
  await oss.bucket('examplebucket', { acl: 'public-read', createdAt: 5000 });
  expect((await oss.run(putBucket, '/examplebucket')).status).toBe(200);
  expect(oss.store.bucket('examplebucket')).toMatchObject({ acl: 'public-read', createdAt: 5000 });
  await oss.run(putBucket, '/examplebucket', { headers: { 'x-oss-acl': 'private' } });
  expect(oss.store.bucket('examplebucket')).toMatchObject({ acl: 'private', createdAt: 5000 });
});

test('the same storage class again is fine, another one is not', async () => {
  await oss.bucket('examplebucket', { storageClass: 'IA' });
  const put = (storageClass: string) => ({ body: configuration(`<StorageClass>${storageClass}</StorageClass>`) });
  expect((await oss.run(putBucket, '/examplebucket', put('IA'))).status).toBe(200);
  const refused = await oss.refusal(putBucket, '/examplebucket', put('Standard'));
  expect(refused.cause).toBe('bucket-storage-class-fixed');
  await expectGolden(errorDocument(refused), 'bucket/storage-class-fixed.xml');
});

test('another redundancy type for an existing bucket is refused', async () => {
  await oss.bucket('examplebucket');
  const body = configuration('<DataRedundancyType>ZRS</DataRedundancyType>');
  const refused = await oss.refusal(putBucket, '/examplebucket', { body });
  await expectGolden(errorDocument(refused), 'bucket/redundancy-fixed.xml');
});

test('a name that belongs to another account is taken, for PutBucket and for PutBucketAcl', async () => {
  await oss.bucket('examplebucket', { owner: STRANGER });
  const refused = await oss.refusal(putBucket, '/examplebucket');
  expect(refused.row.status).toBe(409);
  await expectGolden(errorDocument(refused), 'bucket/name-taken.xml');
  const headers = { 'x-oss-acl': 'private' };
  expect((await oss.refusal(putBucketAcl, '/examplebucket?acl', { headers })).cause).toBe('bucket-name-taken');
});

test.each(['default', 'not-support-acl', 'Private', ''])('x-oss-acl %j is not a bucket ACL', async (acl) => {
  const refused = await oss.refusal(putBucket, '/examplebucket', { headers: { 'x-oss-acl': acl } });
  expect(refused.cause).toBe('bucket-acl-unknown');
  expect(refused.details).toEqual({ ArgumentName: 'x-oss-acl', ArgumentValue: acl });
  expect(oss.store.bucket('examplebucket')).toBeUndefined();
});

test('the refusal of an unknown ACL names header and value', async () => {
  const refused = await oss.refusal(putBucketAcl, '/examplebucket?acl', {
    headers: { 'x-oss-acl': 'not-support-acl' },
  });
  await expectGolden(errorDocument(refused), 'bucket/acl-unknown.xml');
});

test.each([
  ['not XML', 'StorageClass=IA'],
  ['white space only', ' \n'],
  ['a wrong root', '<CreateBucket><StorageClass>IA</StorageClass></CreateBucket>'],
  ['an unclosed element', '<CreateBucketConfiguration><StorageClass>IA</CreateBucketConfiguration>'],
  ['bytes that are not UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e])],
  ['more than 64 KiB', configuration(' '.repeat(70_000))],
])('a body that is %s is MalformedXML', async (_, body) => {
  const refused = await oss.refusal(putBucket, '/examplebucket', { body });
  expect(refused.cause).toBe('bucket-configuration-malformed');
  await expectGolden(errorDocument(refused), 'bucket/configuration-malformed.xml');
});

test.each([
  ['enabled', true],
  ['disabled', false],
])('x-oss-hns-status: %s decides what namespace a bucket has for good', async (status, hierarchical) => {
  await oss.run(putBucket, '/examplebucket', { headers: { 'x-oss-hns-status': status } });
  await oss.run(putBucket, '/examplebucket', {
    headers: { 'x-oss-hns-status': hierarchical ? 'disabled' : 'enabled' },
  });
  expect(isHierarchical(oss.store.bucket('examplebucket') as BucketRecord)).toBe(hierarchical);
});

test('an unknown storage class is refused, case included', async () => {
  const body = configuration('<StorageClass>standard</StorageClass>');
  const refused = await oss.refusal(putBucket, '/examplebucket', { body });
  await expectGolden(errorDocument(refused), 'bucket/storage-class-unknown.xml');
});

test('an unknown redundancy type is refused', async () => {
  const body = configuration('<DataRedundancyType>GRS</DataRedundancyType>');
  const refused = await oss.refusal(putBucket, '/examplebucket', { body });
  await expectGolden(errorDocument(refused), 'bucket/redundancy-unknown.xml');
});

test.each(['oss-cn-beijing', 'nowhere', ''])(
  'LocationConstraint %j is not this region, on a new and on an existing bucket',
  async (location) => {
    const body = configuration(`<LocationConstraint>${location}</LocationConstraint>`);
    const refused = await oss.refusal(putBucket, '/examplebucket', { body });
    await expectGolden(errorDocument(refused), 'bucket/location-invalid.xml');
    await oss.bucket('examplebucket');
    expect((await oss.refusal(putBucket, '/examplebucket', { body })).cause).toBe('bucket-location-invalid');
  },
);

test('a resource group id must start with rg-', async () => {
  const headers = { 'x-oss-resource-group-id': 'my group' };
  const refused = await oss.refusal(putBucket, '/examplebucket', { headers });
  await expectGolden(errorDocument(refused), 'bucket/resource-group-invalid.xml');
});

test('a resource group id beyond ASCII is named as the text it is', async () => {
  const headers = { 'x-oss-resource-group-id': Buffer.from('组').toString('latin1') };
  const refused = await oss.refusal(putBucket, '/examplebucket', { headers });
  expect(errorDocument(refused)).toContain('<ArgumentValue>组</ArgumentValue>');
});

test('one account may have so many buckets in a region and no more; those of others and other regions do not count', async () => {
  const service = { maxBuckets: 2 };
  await oss.bucket('one');
  await oss.bucket('elsewhere', { region: 'cn-beijing' });
  await oss.bucket('foreign', { owner: STRANGER });
  await oss.run(putBucket, '/two', { service });
  const refused = await oss.refusal(putBucket, '/three', { service });
  await expectGolden(errorDocument(refused), 'bucket/too-many.xml');
  expect((await oss.run(putBucket, '/two', { service })).status).toBe(200);
  expect((await oss.run(putBucket, '/three', { service, as: accountKeys(STRANGER) })).status).toBe(200);
});

test('PutBucketAcl on a missing bucket creates it and says where', async () => {
  const made = await oss.run(putBucketAcl, '/examplebucket?acl', { headers: { 'x-oss-acl': 'public-read-write' } });
  expect(made.headers).toEqual([['Location', '/examplebucket']]);
  expect(oss.store.bucket('examplebucket')?.acl).toBe('public-read-write');
});

test('PutBucketAcl without x-oss-acl changes nothing', async () => {
  await oss.bucket('examplebucket', { acl: 'public-read', storageClass: 'IA' });
  expect((await oss.run(putBucketAcl, '/examplebucket?acl')).status).toBe(200);
  expect(oss.store.bucket('examplebucket')).toMatchObject({ acl: 'public-read', storageClass: 'IA' });
});

test('two requests for the same new bucket of one account both succeed', async () => {
  const both = await Promise.all([oss.run(putBucket, '/examplebucket'), oss.run(putBucket, '/examplebucket')]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
});
