import { beforeEach, describe, expect, it } from 'vitest';
import { type ObjectHarness, openObjects } from '../object/setup.ts';

const DAY = 24 * 60 * 60 * 1000;

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const days = (root: string, number: number) =>
  `<${root}><RetentionPeriodInDays>${number}</RetentionPeriodInDays></${root}>`;
const initiate = async (number: number, bucket = 'b') =>
  (await oss.send('InitiateBucketWorm', `/${bucket}?worm`, { body: days('InitiateWormConfiguration', number) })).header(
    'x-oss-worm-id',
  ) ?? '';
const complete = (id: string, bucket = 'b') => oss.send('CompleteBucketWorm', `/${bucket}?wormId=${id}`);
const put = (key = 'key', bucket = 'b') => oss.send('PutObject', `/${bucket}/${key}`, { body: 'kept' });
const outcome = (name: string, url: string, sent = {}) =>
  oss.send(name, url, sent).then(
    ({ status }) => status,
    (error: { cause: string }) => error.cause,
  );

describe('the retention policy of a bucket', () => {
  it('protects an object until it is as old as the policy says, older objects too', async () => {
    await put();
    oss.advance(DAY / 2);
    await complete(await initiate(1));
    oss.advance(DAY / 2 - 1);
    expect(await outcome('DeleteObject', '/b/key')).toBe('object-immutable');
    expect(await outcome('PutObject', '/b/key', { body: 'new' })).toBe('object-immutable');
    oss.advance(1);
    expect(await outcome('PutObject', '/b/key', { body: 'new' })).toBe(200);
    expect(await outcome('DeleteObject', '/b/key')).toBe('object-immutable');
    oss.advance(DAY);
    expect(await outcome('DeleteObject', '/b/key')).toBe(204);
  });

  it('protects while it is in progress, and is gone after a day unless it is locked', async () => {
    const id = await initiate(100);
    await put();
    expect(await outcome('DeleteObject', '/b/key')).toBe('object-immutable');
    oss.advance(DAY - 1);
    expect(await outcome('GetBucketWorm', '/b?worm')).toBe(200);
    oss.advance(1);
    expect(await outcome('GetBucketWorm', '/b?worm')).toBe('no-worm-configuration');
    expect(await outcome('CompleteBucketWorm', `/b?wormId=${id}`)).toBe('no-worm-configuration');
    expect(await outcome('DeleteObject', '/b/key')).toBe(204);
    expect(await initiate(3)).not.toBe(id);
  });

  it('stays once it is locked, and protects for longer once it is extended', async () => {
    const id = await initiate(1);
    await complete(id);
    await put();
    oss.advance(DAY);
    const body = days('ExtendWormConfiguration', 3);
    await oss.send('ExtendBucketWorm', `/b?wormId=${id}&wormExtend`, { body });
    expect(await outcome('DeleteObject', '/b/key')).toBe('object-immutable');
    oss.advance(2 * DAY);
    expect(await outcome('DeleteObject', '/b/key')).toBe(204);
    expect(await outcome('AbortBucketWorm', '/b?worm')).toBe('worm-locked');
  });

  it('keeps uploads in parts and appends away from what it protects', async () => {
    await oss.send('AppendObject', '/b/log?append&position=0', { body: 'line' });
    await put();
    const initiated = await oss.send('InitiateMultipartUpload', '/b/key?uploads');
    const upload = /<UploadId>(.*)<\/UploadId>/.exec(initiated.text)?.[1];
    const part = await oss.send('UploadPart', `/b/key?partNumber=1&uploadId=${upload}`, { body: 'part' });
    const list = `<Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part>`;
    const body = `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`;
    await initiate(1);
    expect(await outcome('AppendObject', '/b/log?append&position=4', { body: 'more' })).toBe('object-immutable');
    expect(await outcome('CompleteMultipartUpload', `/b/key?uploadId=${upload}`, { body })).toBe('object-immutable');
    expect((await oss.send('GetObject', '/b/key')).text).toBe('kept');
    oss.advance(DAY);
    expect(await outcome('CompleteMultipartUpload', `/b/key?uploadId=${upload}`, { body })).toBe(200);
  });

  it('leaves metadata, ACL and tags of a protected object as they are to be changed: only the copy in place is a write', async () => {
    await put();
    await initiate(1);
    const body = '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>';
    expect(await outcome('PutObjectTagging', '/b/key?tagging', { body })).toBe(200);
    expect(await outcome('PutObjectAcl', '/b/key?acl', { headers: { 'x-oss-object-acl': 'private' } })).toBe(200);
    const headers = { 'x-oss-copy-source': '/b/key' };
    expect(await outcome('CopyObject', '/b/key', { headers })).toBe('object-immutable');
  });

  it('lets versions come and hides none of them for good', async () => {
    await oss.bucket('v', { versioning: 'Enabled' });
    await initiate(1, 'v');
    const version = (await put('key', 'v')).header('x-oss-version-id');
    expect((await put('key', 'v')).status).toBe(200);
    expect(await outcome('DeleteObject', '/v/key')).toBe(204);
    expect(await outcome('DeleteObject', `/v/key?versionId=${version}`)).toBe('object-immutable');
    oss.advance(DAY);
    expect(await outcome('DeleteObject', `/v/key?versionId=${version}`)).toBe(204);
  });

  it('does not keep an empty bucket from being deleted', async () => {
    await complete(await initiate(1));
    await put();
    expect(await outcome('DeleteBucket', '/b')).toBe('bucket-has-objects');
    oss.advance(DAY);
    await oss.send('DeleteObject', '/b/key');
    expect(await outcome('DeleteBucket', '/b')).toBe(204);
  });
});
