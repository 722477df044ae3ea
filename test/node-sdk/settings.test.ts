import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, OWNER, refused, WAYS } from './clients.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe.each(WAYS)('ali-oss, $name', (way) => {
  test('sets tags of a bucket, finds it by one, and deletes them', async () => {
    const { oss, bucket } = await inBucket(server, way);
    expect((await oss.getBucketTags(bucket)).tag).toEqual({});
    const tags = { 'used by': bucket, env: '%@ and +' };
    await oss.putBucketTags(bucket, tags);
    expect((await oss.getBucketTags(bucket)).tag).toEqual(tags);
    const found = await oss.listBuckets({ 'tag-key': 'used by', 'tag-value': bucket });
    expect(found.buckets?.map(({ name }) => name)).toEqual([bucket]);
    await oss.deleteBucketTags(bucket);
    expect((await oss.getBucketTags(bucket)).tag).toEqual({});
  });

  test('encrypts objects as the bucket says', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await refused(oss.getBucketEncryption(bucket), 404, 'NoSuchServerSideEncryptionRule');
    await refused(oss.putBucketEncryption(bucket, { SSEAlgorithm: 'ROT13' }), 400, 'InvalidEncryptionAlgorithmError');
    await oss.putBucketEncryption(bucket, { SSEAlgorithm: 'AES256' });
    expect((await oss.getBucketEncryption(bucket)).encryption.SSEAlgorithm).toBe('AES256');
    const { res } = await oss.put('a', Buffer.from('1'));
    expect(res.headers['x-oss-server-side-encryption']).toBe('AES256');
    await oss.deleteBucketEncryption(bucket);
    await refused(oss.getBucketEncryption(bucket), 404, 'NoSuchServerSideEncryptionRule');
  });

  test('puts, lists, reads and deletes inventories', async () => {
    const { oss, bucket } = await inBucket(server, way);
    const inventory = (id: string) => ({
      id,
      isEnabled: true,
      frequency: 'Daily',
      includedObjectVersions: 'All',
      optionalFields: { field: ['Size', 'ETag'] },
      OSSBucketDestination: { format: 'CSV', accountId: OWNER, rolename: 'r', bucket, prefix: 'reports/' },
    });
    await refused(oss.listBucketInventory(bucket), 404, 'NoSuchInventory');
    await oss.putBucketInventory(bucket, inventory('second'));
    await oss.putBucketInventory(bucket, inventory('first'));
    await refused(oss.putBucketInventory(bucket, inventory('first')), 409, 'InventoryAlreadyExist');
    const { inventoryList, isTruncated } = await oss.listBucketInventory(bucket);
    expect([inventoryList.map(({ id }) => id), isTruncated]).toEqual([['first', 'second'], false]);
    expect((await oss.getBucketInventory(bucket, 'first')).inventory).toMatchObject({
      frequency: 'Daily',
      OSSBucketDestination: { bucket, prefix: 'reports/' },
    });
    await oss.deleteBucketInventory(bucket, 'first');
    await refused(oss.getBucketInventory(bucket, 'first'), 404, 'NoSuchInventory');
  });
});
