import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, refused, WAYS } from './clients.ts';

const TARGET = 'dir/a target+1%.txt';

let server: RunningServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe.each(WAYS)('ali-oss $name', (way) => {
  test('follows links and tells where they lead', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put(TARGET, Buffer.from('bytes'));
    await oss.putSymlink('link', TARGET, { meta: { a: '1' } });
    expect((await oss.getSymlink('link')).targetName).toBe(TARGET);
    const got = await oss.get('link');
    expect([got.content.toString(), got.res.headers['x-oss-object-type']]).toEqual(['bytes', 'Symlink']);
    expect((await oss.head('link')).meta).toEqual({ a: '1' });
    await oss.putSymlink('second', 'link');
    await refused(oss.get('second'), 400, 'InvalidTargetType');
    await refused(oss.getSymlink(TARGET), 400, 'NotSymlink');
    await oss.delete(TARGET);
    await refused(oss.get('link'), 404, 'SymlinkTargetNotExist');
  });

  test('puts, gets and deletes tags of objects', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('key', Buffer.from('bytes'));
    expect((await oss.getObjectTagging('key')).tag).toEqual({});
    for (const tags of [{ one: '1' }, { 'a b': 'c/d', e: 'f=g' }]) {
      await oss.putObjectTagging('key', tags);
      expect((await oss.getObjectTagging('key')).tag).toEqual(tags);
    }
    expect((await oss.head('key')).res.headers['x-oss-tagging-count']).toBe('2');
    await oss.deleteObjectTagging('key');
    expect((await oss.getObjectTagging('key')).tag).toEqual({});
  });

  test('reads an archived object from when it is restored until that expires', async () => {
    const { oss } = await inBucket(server, way);
    const told = async () => (await oss.head('key')).res.headers['x-oss-restore'];
    await oss.put('key', Buffer.from('frozen'), { headers: { 'x-oss-storage-class': 'Archive' } });
    await refused(oss.get('key'), 403, 'InvalidObjectState');
    expect((await oss.restore('key')).res.status).toBe(202);
    expect(await told()).toBe('ongoing-request="true"');
    await refused(oss.restore('key'), 409, 'RestoreAlreadyInProgress');
    await refused(oss.restore('key', { type: 'ColdArchive' }), 400, 'MalformedXML');
    await server.clock.advance(61_000);
    expect((await oss.get('key')).content.toString()).toBe('frozen');
    expect(await told()).toMatch(/^ongoing-request="false", expiry-date=".* GMT"$/);
    const cold = { type: 'ColdArchive', Days: 3, JobParameters: 'Bulk' };
    await oss.put('cold', Buffer.from('frozen'), { headers: { 'x-oss-storage-class': 'ColdArchive' } });
    expect((await oss.restore('cold', cold)).res.headers['x-oss-object-restore-priority']).toBe('Bulk');
    await refused(oss.restore('cold', { ...cold, JobParameters: 'Fast' }), 400, 'InvalidArgument');
    await oss.put('standard', Buffer.from('bytes'));
    await refused(oss.restore('standard'), 400, 'OperationNotSupported');
  });

  test('keeps objects under a retention policy', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await refused(oss.getBucketWorm(bucket), 404, 'NoSuchWORMConfiguration');
    await oss.put('key', Buffer.from('bytes'));
    const { wormId } = await oss.initiateBucketWorm(bucket, 1);
    await refused(oss.delete('key'), 409, 'FileImmutable');
    await refused(oss.extendBucketWorm(bucket, wormId, 2), 400, 'InvalidWORMConfiguration');
    await oss.completeBucketWorm(bucket, wormId);
    await oss.extendBucketWorm(bucket, wormId, 2);
    expect(await oss.getBucketWorm(bucket)).toMatchObject({ wormId, state: 'Locked', days: '2' });
    // ali-oss takes any answer to this call for a success.
    expect((await oss.abortBucketWorm(bucket)).res.status).toBe(403);
    await refused(oss.put('key', Buffer.from('other')), 409, 'FileImmutable');
  });
});
