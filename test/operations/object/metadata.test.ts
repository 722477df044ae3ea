import { beforeEach, describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../src/operations/object/content-types.ts';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
});

const put = (headers: Record<string, string>, url = '/b/k') => oss.send('PutObject', url, { body: 'x', headers });
const refused = (headers: Record<string, string>) => oss.refused('PutObject', '/b/k', { body: 'x', headers });

describe('Content-Type', () => {
  it.each([
    ['a.html', 'text/html'],
    ['a.HTM', 'text/html'],
    ['dir/a.b/c.png', 'image/png'],
    ['a.tar.gz', 'application/gzip'],
    ['a.js', 'application/x-javascript'],
    ['a.json', 'application/json'],
    ['a.mp4', 'video/mp4'],
    ['a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.unknown', 'application/octet-stream'],
    ['a.', 'application/octet-stream'],
    ['png', 'application/octet-stream'],
    ['a.png/b', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('of %s is %s when none is sent', (key, type) => {
    expect(contentTypeOf(key)).toBe(type);
  });

  it('is stored as sent', async () => {
    await put({ 'Content-Type': 'Text/HTML; Charset=GBK' }, '/b/a.png');
    expect((await oss.send('GetObject', '/b/a.png')).contentType).toBe('Text/HTML; Charset=GBK');
  });
});

describe('stored headers', () => {
  it('come back verbatim, standard ones first, metadata in lower case', async () => {
    await put({
      'X-Oss-Meta-Author': 'Zoë'.normalize('NFC').replace('ë', '\xc3\xab'),
      'x-oss-meta-file-type': '',
      Expires: '1000000',
      'Cache-Control': 'max-age=60',
      'Content-Disposition': 'attachment; filename="a b.txt"',
      'Content-Encoding': 'gzip',
      'Content-Language': 'de',
      'Content-Type': 'text/plain',
      'x-oss-storage-class': 'IA',
      'x-oss-tagging': 'a=1&b=%E4%B8%AD+c',
      'x-oss-server-side-encryption': 'AES256',
      'x-oss-persistent-headers': `X-Frame-Options:${Buffer.from('DENY').toString('base64')}`,
    });
    await expectObjectGolden(await oss.send('HeadObject', '/b/k'), 'head-all.txt');
    expect((await oss.store.object('b', 'k'))?.tagging).toBe('a=1&b=%E4%B8%AD%20c');
  });

  it.each([
    ['Cache-Control', '0011-00000009'],
    ['Content-Encoding', '0011-00000008'],
    ['Expires', '0011-00000010'],
    ['Content-Disposition', undefined],
  ])('%s with a line break is refused', async (name, ec) => {
    const refusal = await refused({ [name]: 'a\r\nb' });
    expect(refusal.row.ec).toBe(ec);
    await expectObjectGolden(refusal, `${name.toLowerCase()}.xml`);
  });
});

describe('user metadata', () => {
  it.each([
    ['x-oss-meta-file_type', 'a', 'metadata-name-illegal'],
    ['x-oss-meta-', 'a', 'metadata-name-illegal'],
    ['x-oss-meta-a.b', 'a', 'metadata-name-illegal'],
    ['x-oss-meta-a', 'a\nb', 'metadata-value-illegal'],
    ['x-oss-meta-a', '\xff', 'metadata-value-illegal'],
  ])('%s: %j is refused', async (name, value, cause) => {
    expect((await refused({ [name]: value })).cause).toBe(cause);
  });

  it('holds 8 KB of names and values, and not a byte more', async () => {
    const name = 'x-oss-meta-a';
    await put({ [name]: 'v'.repeat(8192 - name.length) });
    const refusal = await refused({ [name]: 'v'.repeat(8192 - name.length - 2), 'x-oss-meta-b': '' });
    await expectObjectGolden(refusal, 'metadata-too-large.xml');
  });

  it('names the argument it refuses', async () => {
    await expectObjectGolden(await refused({ 'x-oss-meta-file_type': 'a' }), 'metadata-name.xml');
    await expectObjectGolden(await refused({ 'x-oss-meta-a': 'a\nb' }), 'metadata-value.xml');
  });
});

describe('storage class, ACL, date', () => {
  it('takes the class of the bucket when none is asked for', async () => {
    await oss.bucket('cold', { storageClass: 'IA' });
    await oss.send('PutObject', '/cold/k', { body: '' });
    expect((await oss.store.object('cold', 'k'))?.storageClass).toBe('IA');
  });

  it.each(['standard', 'GLACIER', ''])('refuses the class %j', async (value) => {
    expect((await refused({ 'x-oss-storage-class': value })).cause).toBe('storage-class-unknown');
  });

  it('refuses an unknown ACL, and a public one under Block Public Access', async () => {
    await expectObjectGolden(await refused({ 'x-oss-object-acl': 'public' }), 'acl-unknown.xml');
    await oss.bucket('blocked', {
      documents: {
        publicAccessBlock:
          '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
      },
    });
    const headers = { 'x-oss-object-acl': 'public-read' };
    await expectObjectGolden(await oss.refused('PutObject', '/blocked/k', { body: '', headers }), 'acl-blocked.xml');
    headers['x-oss-object-acl'] = 'private';
    expect((await oss.send('PutObject', '/blocked/k', { body: '', headers })).status).toBe(200);
  });

  it('dates the object as x-oss-user-last-modified says', async () => {
    await put({ 'x-oss-user-last-modified': 'Thu, 17 Nov 2005 18:49:58 GMT' });
    expect((await oss.send('HeadObject', '/b/k')).header('Last-Modified')).toBe('Thu, 17 Nov 2005 18:49:58 GMT');
  });

  it.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'yesterday', ''])('refuses the date %j', async (date) => {
    expect((await refused({ 'x-oss-user-last-modified': date })).row.ec).toBe('0017-00000134');
  });
});

describe('encryption', () => {
  it.each([
    [{ 'x-oss-server-side-encryption': 'DES' }, 'encryption-algorithm-unknown'],
    [{ 'x-oss-server-side-encryption': 'aes256' }, 'encryption-algorithm-unknown'],
    [{ 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-encryption-key-id': '' }, 'kms-key-empty'],
    [{ 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-encryption-key-id': 'a\nb' }, 'kms-key-invalid'],
    [{ 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-data-encryption': 'AES' }, 'data-encryption-unknown'],
  ])('%j is refused', async (headers, cause) => {
    expect((await refused(headers as Record<string, string>)).cause).toBe(cause);
  });

  it.each(['GetObject', 'HeadObject', 'DeleteObject'])('is no header for %s', async (operation) => {
    const headers = { 'x-oss-server-side-encryption': 'AES256' };
    expect((await oss.refused(operation, '/b/k', { headers })).cause).toBe('encryption-header-not-applicable');
  });
});

describe('x-oss-tagging', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, i) => `k${i}=v`).join('&');

  it.each([
    'a=b',
    'a=',
    'a',
    tags(10),
    `${'k'.repeat(128)}=${'v'.repeat(256)}`,
    'a=%2B-%3D._%3A%2F',
    '%E9%94%AE=%E5%80%BC',
  ])('%s is fine', async (tagging) => {
    expect((await put({ 'x-oss-tagging': tagging })).status).toBe(200);
  });

  it.each([
    ['=b', 'tag-key-length'],
    ['a=b&', 'tag-key-length'],
    [`${'k'.repeat(129)}=v`, 'tag-key-length'],
    [`k=${'v'.repeat(257)}`, 'tag-value-length'],
    ['a%40=b', 'tag-key-characters'],
    ['a=b%25', 'tag-value-characters'],
    ['a=%FF', 'tag-value-not-utf8'],
    ['%FF=a', 'tagging-header-malformed'],
    ['a=b=c', 'tagging-header-malformed'],
    ['a=%zz', 'tagging-header-malformed'],
    ['a=1&a=2', 'tagging-header-malformed'],
    [tags(11), 'too-many-tags'],
  ])('%s is refused', async (tagging, cause) => {
    expect((await refused({ 'x-oss-tagging': tagging })).cause).toBe(cause);
  });
});

describe('x-oss-persistent-headers', () => {
  const b64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

  it.each([
    ['X-A', 'persistent-headers-malformed'],
    ['X A:YQ==', 'persistent-header-name-illegal'],
    [`:${b64('a')}`, 'persistent-header-name-illegal'],
    [`Content-Length:${b64('1')}`, 'persistent-header-reserved'],
    [`x-oss-meta-a:${b64('1')}`, 'persistent-header-reserved'],
    ['X-A:a', 'persistent-header-not-base64'],
    [`X-A:${b64('a\r\nSet-Cookie: b')}`, 'persistent-header-line-break'],
    [`X-A:${b64('\xff')}`, 'persistent-header-not-utf8'],
    [`Cache-Control:${b64('no-store')}`, 'persistent-header-differs'],
  ])('%s is refused', async (value, cause) => {
    expect((await refused({ 'x-oss-persistent-headers': value, 'Cache-Control': 'max-age=1' })).cause).toBe(cause);
  });

  it('stores a header once that the request also sends itself', async () => {
    const headers = { 'x-oss-persistent-headers': `cache-control:${b64('no-store')}`, 'Cache-Control': 'no-store' };
    await put(headers);
    const read = await oss.send('GetObject', '/b/k');
    expect(read.headers.filter(([name]) => name.toLowerCase() === 'cache-control')).toHaveLength(1);
  });
});
