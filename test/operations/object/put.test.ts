import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { crc64 } from '../../../src/store/crc64.ts';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const BODY = 'hello world';
const MD5 = createHash('md5').update(BODY).digest('base64');

describe('PutObject', () => {
  it('answers with ETag, CRC-64 and Content-MD5, in this order and without a body', async () => {
    await expectObjectGolden(await oss.send('PutObject', '/b/k.txt', { body: BODY }), 'put.txt');
  });

  it('stores an empty body', async () => {
    const stored = await oss.send('PutObject', '/b/empty', { body: '' });
    expect(stored.header('ETag')).toBe('"D41D8CD98F00B204E9800998ECF8427E"');
    expect(stored.header('x-oss-hash-crc64ecma')).toBe('0');
  });

  it('takes a chunked body', async () => {
    await oss.send('PutObject', '/b/k', { body: [Buffer.from('hello '), Buffer.from('world')], chunked: true });
    expect((await oss.send('GetObject', '/b/k')).text).toBe(BODY);
  });

  it('repeats the encryption it was asked for, and so do reads', async () => {
    const headers = {
      'x-oss-server-side-encryption': 'KMS',
      'x-oss-server-side-encryption-key-id': '9468da86-3509-4f8d-a61e-6eab1eac****',
      'x-oss-server-side-data-encryption': 'SM4',
    };
    await expectObjectGolden(await oss.send('PutObject', '/b/k', { body: BODY, headers }), 'put-kms.txt');
    await expectObjectGolden(await oss.send('HeadObject', '/b/k'), 'head-kms.txt');
  });

  it.each(['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'])('refuses %s', async (name) => {
    const refusal = await oss.refused('PutObject', '/b/k', { body: BODY, headers: { [name]: 'x' } });
    expect(refusal.details.Header).toBe(name);
    await expectObjectGolden(refusal, `put-${name.toLowerCase()}.xml`);
  });

  it('replaces metadata, type, tags and ACL when it overwrites', async () => {
    const first = {
      'x-oss-meta-a': '1',
      'Content-Type': 'image/png',
      'x-oss-tagging': 'a=b',
      'x-oss-object-acl': 'private',
    };
    await oss.send('PutObject', '/b/k', { body: BODY, headers: first });
    await oss.send('PutObject', '/b/k', { body: BODY });
    await expectObjectGolden(await oss.send('HeadObject', '/b/k'), 'head-overwritten.txt');
    expect((await oss.store.object('b', 'k'))?.acl).toBe('default');
  });
});

describe('x-oss-forbid-overwrite', () => {
  it('refuses to replace and leaves the object alone', async () => {
    await oss.send('PutObject', '/b/k', { body: BODY });
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    await expectObjectGolden(await oss.refused('PutObject', '/b/k', { body: 'new', headers }), 'object-exists.xml');
    expect((await oss.send('GetObject', '/b/k')).text).toBe(BODY);
  });

  it('lets only one of two uploads at a time win', async () => {
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    const both = await Promise.allSettled(
      ['one', 'two'].map((body) => oss.send('PutObject', '/b/k', { body, headers })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes false and refuses anything else', async () => {
    await oss.send('PutObject', '/b/k', { body: BODY });
    await oss.send('PutObject', '/b/k', { body: 'new', headers: { 'x-oss-forbid-overwrite': 'false' } });
    const headers = { 'x-oss-forbid-overwrite': 'abc' };
    await expectObjectGolden(await oss.refused('PutObject', '/b/k', { body: '', headers }), 'forbid-overwrite.xml');
  });
});

describe('digests of the body', () => {
  it.each([
    ['Content-MD5', MD5],
    ['x-oss-hash-crc64ecma', `${crc64(Buffer.from(BODY))}`],
    ['x-oss-content-sha256', createHash('sha256').update(BODY).digest('hex')],
    ['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'],
  ])('%s: %s is right', async (name, value) => {
    expect((await oss.send('PutObject', '/b/k', { body: BODY, headers: { [name]: value } })).status).toBe(200);
  });

  it.each([
    ['Content-MD5', 'eB5eJF1ptWaXm4bijS==', '0017-00000502', 'md5-malformed'],
    ['Content-MD5', '5eb63bbbe01eeed093cb22bb8f5acdc3', '0017-00000503', 'md5-hex'],
    ['Content-MD5', '1B2M2Y8AsgTpgAmY7PhCfg==', '0017-00000503', 'md5-mismatch'],
    ['x-oss-hash-crc64ecma', '1', undefined, 'crc64-mismatch'],
    ['x-oss-hash-crc64ecma', 'abc', undefined, 'crc64-junk'],
    ['x-oss-content-sha256', '0'.repeat(64), undefined, 'sha256-mismatch'],
  ])('%s: %s is refused, and nothing is stored', async (name, value, ec, golden) => {
    const refusal = await oss.refused('PutObject', '/b/k', { body: BODY, headers: { [name]: value } });
    expect(refusal.row.ec).toBe(ec);
    await expectObjectGolden(refusal, `${golden}.xml`);
    expect(await oss.store.object('b', 'k')).toBeUndefined();
  });
});

describe('x-oss-traffic-limit', () => {
  it.each(['819200', '838860800'])('%s is fine', async (limit) => {
    const headers = { 'x-oss-traffic-limit': limit };
    expect((await oss.send('PutObject', '/b/k', { body: '', headers })).status).toBe(200);
    expect((await oss.send('GetObject', `/b/k?x-oss-traffic-limit=${limit}`)).status).toBe(200);
  });

  it.each(['819199', '838860801', 'fast', '-1', '', '1e6'])('%s is refused', async (limit) => {
    const refusal = await oss.refused('PutObject', '/b/k', { body: '', headers: { 'x-oss-traffic-limit': limit } });
    expect(refusal.cause).toBe('traffic-limit-invalid');
  });

  it('may not stand in query and header at once', async () => {
    const headers = { 'x-oss-traffic-limit': '819200' };
    const url = '/b/k?x-oss-traffic-limit=819200';
    await expectObjectGolden(await oss.refused('PutObject', url, { body: '', headers }), 'traffic-limit-twice.xml');
    await expectObjectGolden(await oss.refused('GetObject', '/b/k?x-oss-traffic-limit=1'), 'traffic-limit.xml');
  });
});
