import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { client, inBucket, OWNER, refused, WAYS } from './clients.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const KEYS = ['a/1', 'a/2', 'b', 'c/d/e', 'z'];

describe.each(WAYS)('ali-oss $name', (way) => {
  test('makes, finds, describes and deletes a bucket', async () => {
    const oss = client(server, way);
    const bucket = `life-${way.style}-${way.v4}`;
    expect(await oss.putBucket(bucket, { acl: 'private', storageClass: 'IA' })).toMatchObject({ bucket });
    const found = await oss.listBuckets({ prefix: bucket, 'max-keys': 10 });
    expect(found.owner.id).toBe(OWNER);
    expect(found.buckets).toMatchObject([{ name: bucket, region: 'oss-cn-hangzhou', storageClass: 'IA' }]);
    expect((await oss.request({ method: 'HEAD', bucket, successStatuses: [200] })).status).toBe(200);
    await oss.deleteBucket(bucket);
    expect((await oss.listBuckets({ prefix: bucket })).buckets).toBeNull();
    await refused(oss.deleteBucket(bucket), 404, 'NoSuchBucket', { message: 'The specified bucket does not exist.' });
  });

  test('reads info, location and stat', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await oss.put('one', Buffer.from('12345'));
    await oss.initMultipartUpload('two');
    expect((await oss.getBucketInfo(bucket)).bucket).toMatchObject({
      Name: bucket,
      Location: 'oss-cn-hangzhou',
      StorageClass: 'Standard',
      DataRedundancyType: 'LRS',
      Owner: { ID: OWNER },
      AccessControlList: { Grant: 'private' },
    });
    expect((await oss.getBucketLocation(bucket)).location).toBe('oss-cn-hangzhou');
    expect((await oss.getBucketStat(bucket)).stat).toMatchObject({
      Storage: '5',
      ObjectCount: '1',
      MultipartUploadCount: '1',
    });
  });

  test('asks for regions', async () => {
    const oss = client(server, way);
    const asking = (region: string) =>
      oss.request({
        method: 'GET',
        bucket: '',
        subres: { regions: region },
        xmlResponse: true,
        successStatuses: [200],
      });
    expect((await asking('oss-cn-hangzhou')).data).toMatchObject({ RegionInfo: { Region: 'oss-cn-hangzhou' } });
    await refused(asking('oss-nowhere'), 404, 'NoSuchRegion');
  });

  test('reads a bucket ACL back as it was set', async () => {
    const { oss, bucket } = await inBucket(server, way);
    for (const acl of ['public-read', 'public-read-write', 'private']) {
      expect(await oss.putBucketACL(bucket, acl)).toMatchObject({ bucket });
      expect(await oss.getBucketACL(bucket)).toMatchObject({ acl, owner: { id: OWNER } });
    }
  });

  test('is refused a public ACL while public access is blocked', async () => {
    const { oss, bucket } = await inBucket(server, way);
    const ask = (method: string, successStatuses: number[], content?: string) =>
      oss.request({
        method,
        bucket,
        subres: 'publicAccessBlock',
        successStatuses,
        xmlResponse: method === 'GET',
        ...(content === undefined ? {} : { content, mime: 'xml' }),
      });
    const on =
      '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>';
    await ask('PUT', [200], on);
    expect((await ask('GET', [200])).data).toMatchObject({ BlockPublicAccess: 'true' });
    await refused(oss.putBucketACL(bucket, 'public-read'), 403, 'AccessDenied');
    await ask('DELETE', [204]);
    expect((await ask('GET', [200])).data).toMatchObject({ BlockPublicAccess: 'false' });
    await oss.putBucketACL(bucket, 'public-read');
  });

  test('pages through its objects by marker and by token', async () => {
    const { oss } = await inBucket(server, way);
    for (const key of KEYS) await oss.put(key, Buffer.from(key));
    const grouped = await oss.list({ delimiter: '/' });
    expect(grouped.prefixes).toEqual(['a/', 'c/']);
    expect(grouped.objects).toMatchObject([
      { name: 'b', size: 1, type: 'Normal', storageClass: 'Standard', owner: { id: OWNER } },
      { name: 'z' },
    ]);
    const first = await oss.list({ 'max-keys': 2 });
    expect(first).toMatchObject({ isTruncated: true, nextMarker: 'a/2' });
    const rest = await oss.list({ 'max-keys': 100, marker: first.nextMarker as string });
    expect([...first.objects, ...rest.objects].map(({ name }) => name)).toEqual(KEYS);

    const one = await oss.listV2({ 'max-keys': 3 });
    expect(one).toMatchObject({ keyCount: 3, isTruncated: true });
    expect(one.objects[0]?.owner).toBeNull();
    const two = await oss.listV2({ 'continuation-token': one.nextContinuationToken as string, 'fetch-owner': true });
    expect(two.objects).toMatchObject([{ name: 'c/d/e', owner: { id: OWNER } }, { name: 'z' }]);
    const after = await oss.listV2({ 'start-after': 'a/2', delimiter: '/' });
    expect([after.objects.map(({ name }) => name), after.prefixes]).toEqual([['b', 'z'], ['c/']]);
  });

  test('tells a blank from a plus in a prefix', async () => {
    const { oss } = await inBucket(server, way);
    for (const key of ['a b', 'a+b']) await oss.put(key, Buffer.from(key));
    for (const key of ['a b', 'a+b']) {
      expect((await oss.list({ prefix: key })).objects.map(({ name }) => name)).toEqual([key]);
    }
  });

  test('lists the only version of each object as null', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('key', Buffer.from('body'));
    const listed = await oss.getBucketVersions();
    expect(listed.objects).toMatchObject([{ name: 'key', versionId: 'null', isLatest: true }]);
    expect(listed.deleteMarker).toEqual([]);
  });

  test('cannot delete a bucket that holds an object', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await oss.put('key', Buffer.from('body'));
    await refused(oss.deleteBucket(bucket), 409, 'BucketNotEmpty');
    await oss.delete('key');
    await oss.deleteBucket(bucket);
  });
});
