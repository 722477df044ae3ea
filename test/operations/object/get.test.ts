import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const put = (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  oss.send('PutObject', url, { body, headers });

describe('GetObject', () => {
  it('sends the object with its headers in wire order', async () => {
    await put('/b/k.txt', 'hello world');
    await expectObjectGolden(await oss.send('GetObject', '/b/k.txt'), 'get.txt');
  });

  it('sends an empty object', async () => {
    await put('/b/empty', '');
    const read = await oss.send('GetObject', '/b/empty');
    expect([read.status, read.body.length]).toEqual([200, 0]);
  });

  it('sends a large object in full', async () => {
    const body = Buffer.alloc(300_000, 'abcdefg');
    await put('/b/large', body);
    expect((await oss.send('GetObject', '/b/large')).body.equals(body)).toBe(true);
  });

  it.each(['GetObject', 'HeadObject', 'GetObjectMeta', 'GetObjectAcl', 'PutObjectAcl'])(
    '%s of a missing key is NoSuchKey',
    async (operation) => {
      const headers = { 'x-oss-object-acl': 'private' };
      const refusal = await oss.refused(operation, '/b/a%20%26%20%E4%B8%AD', { headers });
      await expectObjectGolden(refusal, 'no-such-key.xml');
    },
  );

  it('sends a part as 206 with the CRC-64 and ETag of the whole', async () => {
    await put('/b/k.txt', 'hello world');
    const headers = { Range: 'bytes=6-10' };
    await expectObjectGolden(await oss.send('GetObject', '/b/k.txt', { headers }), 'get-range.txt');
  });

  it('refuses a range outside in standard behaviour', async () => {
    await put('/b/k.txt', 'hello world');
    const headers = { Range: 'bytes=11-', 'x-oss-range-behavior': 'standard' };
    await expectObjectGolden(await oss.refused('GetObject', '/b/k.txt', { headers }), 'range.xml');
    headers.Range = `bytes=${Array.from({ length: 51 }, () => '0-0').join(',')}`;
    const many = { ...headers, 'x-oss-multi-range-behavior': 'multi-range' };
    await expectObjectGolden(await oss.refused('GetObject', '/b/k.txt', { headers: many }), 'too-many-ranges.xml');
  });

  it('sends several ranges as multipart/byteranges, as long as announced', async () => {
    await put('/b/k.txt', 'hello world');
    const headers = { Range: 'bytes=0-1,-2,4-6', 'x-oss-multi-range-behavior': 'multi-range' };
    const read = await oss.send('GetObject', '/b/k.txt', { headers });
    await expectObjectGolden(read, 'get-ranges.txt');
    expect((read.answer.body as { size: number }).size).toBe(read.body.length);
  });

  it('asks preconditions before the range', async () => {
    await put('/b/k.txt', 'hello world');
    const headers = { Range: 'bytes=-0', 'If-Match': '"0"' };
    await expectObjectGolden(await oss.refused('GetObject', '/b/k.txt', { headers }), 'precondition.xml');
  });

  it.each(['GetObject', 'HeadObject'])('%s answers 304 without a body', async (operation) => {
    await put('/b/k.txt', 'hello world', { 'x-oss-meta-a': '1', 'Cache-Control': 'no-cache' });
    const headers = { 'If-None-Match': '"5EB63BBBE01EEED093CB22BB8F5ACDC3"' };
    await expectObjectGolden(await oss.send(operation, '/b/k.txt', { headers }), 'not-modified.txt');
  });
});

describe('response-* parameters', () => {
  const all = [
    'response-content-type=text%2Fcsv',
    'response-content-language=fr',
    'response-expires=0',
    'response-cache-control=no-store',
    'response-content-disposition=attachment%3B%20filename%3D%22%E4%B8%AD.csv%22',
    'response-content-encoding=identity',
  ].join('&');

  it('replace stored headers and add missing ones, also in a 206', async () => {
    await put('/b/k.txt', 'hello world', { 'Cache-Control': 'max-age=1', Expires: 'never' });
    await expectObjectGolden(await oss.send('GetObject', `/b/k.txt?${all}`), 'get-overrides.txt');
    const headers = { Range: 'bytes=0-0' };
    const part = await oss.send('GetObject', `/b/k.txt?${all}`, { headers });
    expect([part.status, part.contentType, part.header('Cache-Control')]).toEqual([206, 'text/csv', 'no-store']);
  });

  it.each(['%0d%0aSet-Cookie:%20a', 'a%00', 'a%7f', 'a%0a'])('cannot smuggle in %s', async (value) => {
    await put('/b/k.txt', 'hello world');
    const refusal = await oss.refused('GetObject', `/b/k.txt?response-cache-control=${value}`);
    expect(refusal.cause).toBe('override-illegal');
  });

  it('change nothing when they are empty or the answer is a HEAD', async () => {
    await put('/b/k.txt', 'hello world');
    expect((await oss.send('GetObject', '/b/k.txt?response-content-type=')).contentType).toBe('text/plain');
    expect((await oss.send('HeadObject', '/b/k.txt?response-content-type=a')).contentType).toBe('text/plain');
  });
});

describe('gzip on the fly (operations.md §10.4)', () => {
  const TEXT = 'abcdefgh'.repeat(200);
  const headers = { 'Accept-Encoding': 'deflate, gzip;q=0.8' };

  it('compresses, without ETag and length', async () => {
    await put('/b/k.txt', TEXT);
    const read = await oss.send('GetObject', '/b/k.txt', { headers });
    expect(gunzipSync(read.body).toString()).toBe(TEXT);
    await expectObjectGolden({ ...read, text: '' }, 'get-gzip.txt');
    await expectObjectGolden(await oss.send('HeadObject', '/b/k.txt', { headers }), 'head-gzip.txt');
  });

  it('compresses what is read from a file', async () => {
    const body = Buffer.alloc(500_000, 'some text ');
    await put('/b/large.json', body);
    const read = await oss.send('GetObject', '/b/large.json', { headers });
    expect(gunzipSync(read.body).equals(body)).toBe(true);
  });

  it('stops reading when the client goes away', async () => {
    await put('/b/large.json', Buffer.alloc(500_000, 'some text '));
    const answer = await oss.send('GetObject', '/b/large.json', { headers }).then(({ answer }) => answer);
    const source = answer.body as { pump(write: (chunk: Buffer) => Promise<void>): Promise<void> };
    await expect(source.pump(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });

  it.each([
    ['a smaller object', 'k.txt', TEXT.slice(0, 1023), {}, 'gzip'],
    ['another type', 'k.png', TEXT, {}, 'gzip'],
    ['an object that is encoded already', 'k.txt', TEXT, { 'Content-Encoding': 'br' }, 'gzip'],
    ['a client that does not take it', 'k.txt', TEXT, {}, 'identity'],
    ['a client that refuses it', 'k.txt', TEXT, {}, 'gzip;q=0, deflate'],
  ])('leaves %s alone', async (_, key, body, stored, accepted) => {
    await put(`/b/${key}`, body, stored as Record<string, string>);
    const read = await oss.send('GetObject', `/b/${key}`, { headers: { 'Accept-Encoding': accepted } });
    expect(read.header('ETag')).toBeDefined();
    expect(read.text).toBe(body);
  });

  it('leaves ranges alone', async () => {
    await put('/b/k.txt', TEXT);
    const read = await oss.send('GetObject', '/b/k.txt', { headers: { ...headers, Range: 'bytes=0-3' } });
    expect([read.status, read.text]).toEqual([206, 'abcd']);
  });
});

describe('archived objects', () => {
  it.each(['Archive', 'ColdArchive', 'DeepColdArchive'])('of class %s answer HEAD and refuse GET', async (name) => {
    await put('/b/k', 'x', { 'x-oss-storage-class': name });
    expect((await oss.send('HeadObject', '/b/k')).header('x-oss-storage-class')).toBe(name);
    await expectObjectGolden(await oss.refused('GetObject', '/b/k'), 'not-restored.xml');
  });
});

describe('GetObjectMeta', () => {
  it('answers with length, ETag, CRC-64 and date only', async () => {
    await put('/b/k.txt', 'hello world', { 'x-oss-meta-a': '1' });
    await expectObjectGolden(await oss.send('GetObjectMeta', '/b/k.txt?objectMeta'), 'object-meta.txt');
  });
});

describe('versionId on a bucket that was never versioned', () => {
  const reads = ['GetObject', 'HeadObject', 'GetObjectMeta', 'GetObjectAcl', 'PutObjectAcl', 'DeleteObject'];

  it.each(reads)('%s takes null', async (operation) => {
    await put('/b/k', 'x');
    const headers = { 'x-oss-object-acl': 'private' };
    expect((await oss.send(operation, '/b/k?versionId=null', { headers })).status).toBeLessThan(300);
  });

  it.each(reads)('%s refuses an empty, an illegal and any other id', async (operation) => {
    const causes = [];
    for (const id of ['', '%25%25QNR', 'CAEQNhiBgMDJgZCA0BYiIDc4MGZj']) {
      causes.push((await oss.refused(operation, `/b/k?versionId=${id}`)).row.ec);
    }
    expect(causes).toEqual(['0012-00000201', '0012-00000202', '0012-00000301']);
  });
});
