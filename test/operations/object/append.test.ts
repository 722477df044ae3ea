import { beforeEach, describe, expect, it } from 'vitest';
import { appendObject } from '../../../src/operations/object/appendObject.ts';
import { crc64 } from '../../../src/store/crc64.ts';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const append = (position: number | string, body: string | Buffer, headers: Record<string, string> = {}) =>
  oss.send('AppendObject', `/b/log.txt?append&position=${position}`, { body, headers });
const refused = (query: string, body = 'x', url = '/b/log.txt') =>
  oss.refused('AppendObject', `${url}?append${query}`, { body });

describe('AppendObject', () => {
  it('makes the object at position 0 and tells where to go on', async () => {
    await expectObjectGolden(await append(0, 'hello '), 'append-first.txt');
  });

  it('keeps the ETag and gives the CRC-64 of the whole object', async () => {
    const first = await append(0, 'hello ');
    oss.advance(60_000);
    const second = await append(6, 'world');
    expect(second.header('ETag')).toBe(first.header('ETag'));
    expect(second.header('x-oss-hash-crc64ecma')).toBe(`${crc64(Buffer.from('hello world'))}`);
    await expectObjectGolden(second, 'append-second.txt');
    await expectObjectGolden(await oss.send('GetObject', '/b/log.txt'), 'get-appendable.txt');
    await expectObjectGolden(await oss.send('HeadObject', '/b/log.txt'), 'head-appendable.txt');
  });

  it('holds the creation time in the second half of the ETag', async () => {
    const etag = (await append(0, '')).header('ETag') ?? '';
    const seconds = Buffer.from(etag.slice(17, 33), 'hex').readBigUInt64LE();
    expect(seconds).toBe(BigInt(Date.UTC(2025, 10, 20, 8) / 1000));
  });

  it('appends nothing, and much', async () => {
    await append(0, '');
    const chunk = Buffer.alloc(100_000, 'abc');
    await append(0, chunk);
    await append(100_000, chunk);
    const { body } = await oss.send('GetObject', '/b/log.txt');
    expect(body.equals(Buffer.concat([chunk, chunk]))).toBe(true);
  });

  it.each([
    ['', 'append-position-missing', '0016-00000501'],
    ['&position', 'append-position-missing', '0016-00000501'],
    ['&position=', 'append-position-missing', '0016-00000501'],
    ['&position=test', 'append-position-invalid', '0016-00000502'],
    ['&position=-1', 'append-position-invalid', '0016-00000502'],
    ['&position=1.5', 'append-position-invalid', '0016-00000502'],
  ])('refuses %j', async (query, cause, ec) => {
    const refusal = await refused(query);
    expect([refusal.cause, refusal.row.ec]).toEqual([cause, ec]);
    await expectObjectGolden(refusal, `${cause}.xml`);
  });

  it('refuses a wrong position and says the right one in a header', async () => {
    await append(0, 'hello ');
    await expectObjectGolden(await refused('&position=0'), 'append-position-wrong.txt');
    expect((await refused('&position=7')).cause).toBe('append-position-wrong');
  });

  it('refuses a position other than 0 for a missing object', async () => {
    const refusal = await refused('&position=1', 'x', '/b/missing');
    expect(refusal.headers()).toEqual([['x-oss-next-append-position', '0']]);
    expect(await oss.store.object('b', 'missing')).toBeUndefined();
  });

  it('lets only one of two appends at the same position win', async () => {
    await append(0, '');
    const both = await Promise.allSettled([append(0, 'one'), append(0, 'two')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await oss.send('GetObject', '/b/log.txt')).body).toHaveLength(3);
  });

  it.each(['PutObject', 'CopyObject'])('refuses what %s made', async (maker) => {
    await oss.send('PutObject', '/b/source', { body: 'abc' });
    const headers: Record<string, string> = maker === 'CopyObject' ? { 'x-oss-copy-source': '/b/source' } : {};
    await oss.send(maker, '/b/log.txt', { body: 'abc', headers });
    await expectObjectGolden(await refused('&position=3'), 'object-not-appendable.xml');
  });

  it('takes metadata when the object is made, and later only an ACL', async () => {
    await append(0, 'a', { 'x-oss-meta-a': '1', 'Content-Type': 'text/css', 'x-oss-storage-class': 'IA' });
    await append(1, 'b', { 'x-oss-meta-a': '2', 'x-oss-meta-b': '3', 'Content-Type': 'text/html' });
    expect((await oss.store.object('b', 'log.txt'))?.acl).toBe('default');
    await append(2, 'c', { 'x-oss-object-acl': 'public-read' });
    await append(3, 'd');
    const { acl, headers, contentType, storageClass } = (await oss.store.object('b', 'log.txt')) ?? {};
    expect({ acl, headers, contentType, storageClass }).toEqual({
      acl: 'public-read',
      headers: [['x-oss-meta-a', '1']],
      contentType: 'text/css',
      storageClass: 'IA',
    });
  });

  it('is replaced by PutObject with a Normal object', async () => {
    await append(0, 'a');
    await oss.send('PutObject', '/b/log.txt', { body: 'abc' });
    expect((await oss.send('HeadObject', '/b/log.txt')).header('x-oss-object-type')).toBe('Normal');
  });

  it('refuses more than 5 GB in all, by what is left after the position', async () => {
    await append(0, 'abc');
    const size = 5 * 1024 ** 3 - 1;
    const call = oss.call(appendObject, `/b/log.txt?append&position=${size}`, { body: 'ab' });
    const object = await oss.store.object('b', 'log.txt');
    const store = Object.create(oss.store);
    store.object = async () => ({ ...object, size });
    const refusal = await Promise.resolve(appendObject.run({ ...call, bucket: call.bucket, store })).catch((e) => e);
    expect(refusal.details).toEqual({ MaxSizeAllowed: `${size + 1}`, ProposedSize: `${size + 2}` });
  });
});
