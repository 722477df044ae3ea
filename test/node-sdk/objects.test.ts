import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { content, inBucket, ODD_KEYS, refused, WAYS } from './clients.ts';

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  server = await startServer({ maxBuckets: 1000 });
  folder = mkdtempSync(join(tmpdir(), 'ossmock-node-sdk-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const hex = (data: Buffer): string => createHash('md5').update(data).digest('hex').toUpperCase();
const PAST = new Date(1_000_000_000_000).toUTCString();
const FUTURE = new Date(4_000_000_000_000).toUTCString();

describe.each(WAYS)('ali-oss $name', (way) => {
  test('lists with arguments that are empty', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('a', Buffer.from('x'));
    const query = { prefix: '', marker: '', delimiter: '' };
    expect((await oss.list(query)).objects.map(({ name }) => name)).toEqual(['a']);
    expect((await oss.listV2({ prefix: '', 'start-after': '' })).objects.map(({ name }) => name)).toEqual(['a']);
  });

  test('puts and gets buffers, files and streams of known and unknown length', async () => {
    const { oss } = await inBucket(server, way);
    const data = content(300_000);
    const file = join(folder, `${way.style}-${way.v4}.bin`);
    writeFileSync(file, data);
    for (const [key, body, options] of [
      ['buffer', data, {}],
      ['empty', Buffer.alloc(0), {}],
      ['file', file, {}],
      ['chunked', Readable.from([data]), {}],
      ['measured', Readable.from([data]), { contentLength: data.length }],
    ] as const) {
      const expected = key === 'empty' ? Buffer.alloc(0) : data;
      const { headers } = (await oss.put(key, body, options)).res;
      expect(headers.etag).toBe(`"${hex(expected)}"`);
      const got = await oss.get(key);
      expect(expected.equals(got.content), key).toBe(true);
      expect(got.res.headers['x-oss-hash-crc64ecma']).toBe(headers['x-oss-hash-crc64ecma']);
    }
    expect(data.equals(await buffer((await oss.getStream('buffer')).stream))).toBe(true);
  });

  test('brings metadata back and replaces it', async () => {
    const { oss } = await inBucket(server, way);
    const headers = {
      'Cache-Control': 'no-store',
      'Content-Disposition': 'attachment; filename="x.txt"',
      Expires: '1000000',
    };
    await oss.put('key.txt', Buffer.from('body'), {
      headers,
      meta: { author: 'ann', Second: 'a b=c' },
      mime: 'text/x-test',
    });
    const { meta, res } = await oss.head('key.txt');
    expect(meta).toEqual({ author: 'ann', second: 'a b=c' });
    expect(res.headers).toMatchObject({
      'content-type': 'text/x-test',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="x.txt"',
      expires: '1000000',
    });
    await oss.putMeta('key.txt', { author: 'bob' });
    expect((await oss.head('key.txt')).meta).toEqual({ author: 'bob' });
  });

  test('reads the length and kind of an object', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('key', Buffer.from('12345'));
    expect((await oss.head('key')).res.headers).toMatchObject({ 'content-length': '5', 'x-oss-object-type': 'Normal' });
    const { headers } = (await oss.getObjectMeta('key')).res;
    expect(headers).toMatchObject({ 'content-length': '5', etag: `"${hex(Buffer.from('12345'))}"` });
    expect(headers).not.toHaveProperty('x-oss-object-type');
  });

  test.each([
    ['bytes=0-3', {}, 206, '0123'],
    ['bytes=7-', {}, 206, '789'],
    ['bytes=-2', {}, 206, '89'],
    ['bytes=5-20', {}, 200, '0123456789'],
    ['bytes=5-20', { 'x-oss-range-behavior': 'standard' }, 206, '56789'],
  ])('gets %s with %o as %d', async (Range, more, status, body) => {
    const { oss } = await inBucket(server, way);
    await oss.put('key', Buffer.from('0123456789'));
    const got = await oss.get('key', { headers: { Range, ...more } as Record<string, string> });
    expect([got.res.status, got.content.toString()]).toEqual([status, body]);
  });

  test('gets 304 as an answer and 412 as an error', async () => {
    const { oss } = await inBucket(server, way);
    const etag = (await oss.put('key', Buffer.from('body'))).res.headers.etag as string;
    for (const headers of [{ 'If-None-Match': etag }, { 'If-Modified-Since': FUTURE }]) {
      expect((await oss.get('key', { headers: headers as never })).res.status).toBe(304);
      expect((await oss.head('key', { headers: headers as never })).status).toBe(304);
    }
    for (const [field, value] of [
      ['If-Match', '"no"'],
      ['If-Unmodified-Since', PAST],
    ] as const) {
      const message = `At least one of the pre-conditions you specified did not hold. (condition: ${field})`;
      await refused(oss.get('key', { headers: { [field]: value } }), 412, 'PreconditionFailed', { message });
      await refused(oss.head('key', { headers: { [field]: value } }), 412, 'PreconditionFailed');
    }
  });

  test('keeps odd keys', async () => {
    const { oss } = await inBucket(server, way);
    for (const key of ODD_KEYS) {
      await oss.put(key, Buffer.from(key));
      expect((await oss.get(key)).content.toString()).toBe(key);
      await oss.copy(`copy/${key}`, key);
      expect((await oss.get(`copy/${key}`)).content.toString()).toBe(key);
      await oss.delete(`copy/${key}`);
    }
    const listed = await oss.list({ 'encoding-type': 'url', 'max-keys': 100 });
    const names = listed.objects.map(({ name }) => Buffer.from(decodeURIComponent(name)));
    expect(names).toEqual(ODD_KEYS.map((key) => Buffer.from(key)).sort(Buffer.compare));
    for (const key of ODD_KEYS) await oss.delete(key);
    expect((await oss.list()).objects).toEqual([]);
  });

  test('copies with and without the source’s metadata, and on conditions', async () => {
    const { oss } = await inBucket(server, way);
    const put = await oss.put('source', Buffer.from('body'), { meta: { a: '1' }, mime: 'text/x-test' });
    const etag = put.res.headers.etag as string;
    expect((await oss.copy('kept', 'source')).data).toMatchObject({ etag });
    expect((await oss.head('kept')).meta).toEqual({ a: '1' });
    await oss.copy('new', 'source', { meta: { b: '2' } });
    expect((await oss.head('new')).meta).toEqual({ b: '2' });
    await refused(oss.copy('none', 'source', { headers: { 'If-Match': '"no"' } }), 412, 'PreconditionFailed');
    expect((await oss.copy('none', 'source', { headers: { 'If-None-Match': etag } })).res.status).toBe(304);
    await refused(oss.copy('none', 'missing'), 404, 'NoSuchKey');
  });

  test('appends from 0 and is told the next position', async () => {
    const { oss } = await inBucket(server, way);
    const first = await oss.append('log', Buffer.from('hello '));
    expect(first.nextAppendPosition).toBe('6');
    const second = await oss.append('log', Buffer.from('world'), { position: first.nextAppendPosition });
    expect(second.nextAppendPosition).toBe('11');
    expect((await oss.get('log')).content.toString()).toBe('hello world');
    await refused(oss.append('log', Buffer.from('x'), { position: '3' }), 409, 'PositionNotEqualToLength');
    await oss.put('normal', Buffer.from('12345'));
    await refused(oss.append('normal', Buffer.from('x'), { position: '5' }), 409, 'ObjectNotAppendable');
  });

  test('deletes one by one and many at once', async () => {
    const { oss } = await inBucket(server, way);
    const keys = ['a', 'b c', 'd&<e>', '\u{1f600}'];
    for (const key of keys) await oss.put(key, Buffer.from(key));
    expect([(await oss.delete('a')).res.status, (await oss.delete('a')).res.status]).toEqual([204, 204]);
    expect((await oss.deleteMulti(keys)).deleted).toMatchObject(keys.map((Key) => ({ Key })));
    expect((await oss.deleteMulti(keys, { quiet: true })).deleted).toEqual([]);
    expect((await oss.list()).objects).toEqual([]);
  });

  test('reads an object ACL back as it was set', async () => {
    const { oss } = await inBucket(server, way);
    await oss.put('key', Buffer.from('body'));
    expect((await oss.getACL('key')).acl).toBe('default');
    await oss.putACL('key', 'public-read');
    expect((await oss.getACL('key')).acl).toBe('public-read');
  });

  test('does not overwrite when that is forbidden', async () => {
    const { oss } = await inBucket(server, way);
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await oss.put('key', Buffer.from('first'), { headers });
    await refused(oss.put('key', Buffer.from('second'), { headers }), 409, 'FileAlreadyExists');
    expect((await oss.get('key')).content.toString()).toBe('first');
  });

  test('stores nothing when the content does not match its MD5', async () => {
    const { oss } = await inBucket(server, way);
    const headers = { 'Content-MD5': createHash('md5').update('other').digest('base64') };
    await refused(oss.put('key', Buffer.from('body'), { headers }), 400, 'InvalidDigest');
    await refused(oss.head('key'), 404, 'NoSuchKey');
  });
});
