import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, refused, WAYS } from './clients.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const UNKNOWN = 'CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3';

const idOf = ({ res }: { res: { headers: NodeJS.Dict<string | string[]> } }): string =>
  String(res.headers['x-oss-version-id']);

describe.each(WAYS)('ali-oss, $name', (way) => {
  async function versioned() {
    const { oss, bucket } = await inBucket(server, way);
    await oss.putBucketVersioning(bucket, 'Enabled');
    const put = async (body: string) => idOf(await oss.put('key', Buffer.from(body)));
    const get = async (versionId?: string) =>
      (await oss.get('key', versionId === undefined ? {} : { versionId })).content.toString();
    return { oss, bucket, put, get };
  }

  test('sets versioning and reads it back', async () => {
    const { oss, bucket } = await inBucket(server, way);
    expect((await oss.getBucketVersioning(bucket)).versionStatus).toBeUndefined();
    for (const status of ['Enabled', 'Suspended']) {
      await oss.putBucketVersioning(bucket, status);
      expect((await oss.getBucketVersioning(bucket)).versionStatus).toBe(status);
    }
    expect(idOf(await oss.put('key', Buffer.from('')))).toBe('null');
  });

  test('reads, heads, copies back and gives an ACL to an older version', async () => {
    const { oss, put, get } = await versioned();
    const [one] = [await put('one'), await put('two')];
    expect([await get(), await get(one)]).toEqual(['two', 'one']);
    expect(idOf(await oss.head('key', { versionId: one }))).toBe(one);
    expect(idOf(await oss.getObjectMeta('key', { versionId: one }))).toBe(one);
    await oss.putACL('key', 'public-read', { versionId: one });
    expect((await oss.getACL('key', { versionId: one })).acl).toBe('public-read');
    expect((await oss.getACL('key')).acl).toBe('default');
    const back = await oss.copy('key', 'key', { versionId: one });
    expect(back.res.headers['x-oss-copy-source-version-id']).toBe(one);
    expect([await get(), idOf(await oss.head('key'))]).toEqual(['one', idOf(back)]);
    await refused(oss.get('key', { versionId: UNKNOWN }), 404, 'NoSuchVersion');
    await refused(oss.get('key', { versionId: '%' }), 400, 'InvalidArgument');
  });

  test('hides an object behind markers and brings it back without them', async () => {
    const { oss, put, get } = await versioned();
    const one = await put('one');
    const markers = [await oss.delete('key'), await oss.delete('key')].map(idOf);
    await refused(oss.get('key'), 404, 'NoSuchKey');
    await refused(oss.get('key', { versionId: markers[0] as string }), 405, 'MethodNotAllowed');
    const removed = await oss.delete('key', { versionId: markers[1] as string });
    expect(removed.res.headers['x-oss-delete-marker']).toBe('true');
    const { deleted } = await oss.deleteMulti([{ key: 'key', versionId: markers[0] as string }]);
    expect(deleted).toMatchObject([{ Key: 'key', VersionId: markers[0], DeleteMarker: 'true' }]);
    expect([await get(), idOf(await oss.head('key'))]).toEqual(['one', one]);
  });

  test('lists versions and markers page by page', async () => {
    const { oss, put } = await versioned();
    const [one, two] = [await put('one'), await put('two')];
    const marker = idOf(await oss.delete('key'));
    const found: string[] = [];
    let where: Record<string, string> = {};
    for (;;) {
      const page = await oss.getBucketVersions({ 'max-keys': 1, ...where });
      for (const { versionId } of [...page.objects, ...page.deleteMarker]) found.push(versionId);
      if (!page.isTruncated) break;
      where = { keyMarker: page.nextMarker, versionIdMarker: page.NextVersionIdMarker };
    }
    expect(found).toEqual([marker, two, one]);
  });
});
