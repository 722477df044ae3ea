import { beforeEach, describe, expect, it } from 'vitest';
import { copyObject } from '../../../src/operations/object/copyObject.ts';
import type { ObjectRecord, Store } from '../../../src/store/store.ts';
import { ANONYMOUS, accountKeys, STRANGER } from '../harness.ts';
import { expectObjectGolden, type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.bucket('other');
  await oss.send('PutObject', '/b/source.txt', {
    body: 'hello world',
    headers: {
      'Content-Type': 'text/markdown',
      'Cache-Control': 'max-age=1',
      'x-oss-meta-a': '1',
      'x-oss-tagging': 'a=1',
      'x-oss-object-acl': 'public-read',
    },
  });
});

const copy = (source: string, url: string, headers: Record<string, string> = {}) =>
  oss.send('CopyObject', url, { headers: { 'x-oss-copy-source': source, ...headers } });
const refused = (source: string, headers: Record<string, string> = {}, url = '/b/target') =>
  oss.refused('CopyObject', url, { headers: { 'x-oss-copy-source': source, ...headers } });
const stored = async (bucket: string, key: string) => (await oss.store.object(bucket, key)) as ObjectRecord;

describe('CopyObject', () => {
  it('answers with ETag before LastModified in 184 bytes, as captured', async () => {
    const answer = await copy('/b/source.txt', '/other/target');
    await expectObjectGolden(answer, 'copy.txt');
    expect(answer.body.length).toBe(184);
  });

  it('copies bytes, metadata and tags, and not the ACL', async () => {
    await oss.advance(5000);
    await copy('/b/source.txt', '/other/target');
    await expectObjectGolden(await oss.send('GetObject', '/other/target'), 'get-copy.txt');
    expect((await stored('other', 'target')).acl).toBe('default');
  });

  it('outlives its source', async () => {
    const body = Buffer.alloc(200_000, 'abc');
    await oss.send('PutObject', '/b/large', { body });
    await copy('/b/large', '/b/copy');
    await oss.send('DeleteObject', '/b/large');
    expect((await oss.send('GetObject', '/b/copy')).body.equals(body)).toBe(true);
  });

  it('takes metadata and tags from the request with REPLACE', async () => {
    await copy('/b/source.txt', '/b/target.png', {
      'x-oss-metadata-directive': 'REPLACE',
      'x-oss-tagging-directive': 'Replace',
      'x-oss-meta-b': '2',
      'x-oss-object-acl': 'private',
    });
    const { contentType, headers, tagging, acl } = await stored('b', 'target.png');
    expect({ contentType, headers, tagging, acl }).toEqual({
      contentType: 'image/png',
      headers: [['x-oss-meta-b', '2']],
      tagging: undefined,
      acl: 'private',
    });
  });

  it('takes metadata from the request when it copies onto itself, and keeps bytes and tags', async () => {
    await copy('/b/source.txt', '/b/source.txt', { 'x-oss-meta-b': '2' });
    await expectObjectGolden(await oss.send('GetObject', '/b/source.txt'), 'get-self-copy.txt');
  });

  it('changes the storage class of an object copied onto itself only when asked', async () => {
    await copy('/b/source.txt', '/b/source.txt', { 'x-oss-storage-class': 'IA' });
    expect((await stored('b', 'source.txt')).storageClass).toBe('IA');
    await copy('/b/source.txt', '/b/source.txt');
    expect((await stored('b', 'source.txt')).storageClass).toBe('IA');
  });

  it.each(['metadata', 'tagging'])('refuses another x-oss-%s-directive', async (which) => {
    const refusal = await refused('/b/source.txt', { [`x-oss-${which}-directive`]: 'KEEP' });
    await expectObjectGolden(refusal, `copy-${which}-directive.xml`);
  });

  it('does not replace what it may not', async () => {
    await oss.send('PutObject', '/b/target', { body: 'old' });
    expect((await refused('/b/source.txt', { 'x-oss-forbid-overwrite': 'true' })).cause).toBe('object-exists');
    expect((await oss.send('GetObject', '/b/target')).text).toBe('old');
  });
});

describe('x-oss-copy-source', () => {
  it.each([
    ['/b/%E4%B8%AD', '中'],
    ['/b/a+b', 'a b'],
    ['/b/a%2Bb', 'a+b'],
    ['/b/dir%2Fk%3F', 'dir/k?'],
    ['/b/dir/k?versionId=null', 'dir/k'],
  ])('%s names %j', async (source, key) => {
    await oss.send('PutObject', `/b/${encodeURIComponent(key)}`, { body: key });
    await copy(source, '/b/target');
    expect((await oss.send('GetObject', '/b/target')).text).toBe(key);
  });

  it.each(['', '/', 'b/source.txt', '/b', '/b/', '//source.txt', '/b/%zz'])('%j is malformed', async (source) => {
    expect((await refused(source)).cause).toBe('copy-source-malformed');
  });

  it.each([
    ['/b/%FF', 'copy-source-name-invalid'],
    [`/b/${'k'.repeat(1024)}`, 'copy-source-name-invalid'],
    ['/b/%5Ck', 'copy-source-name-invalid'],
    ['/b/k?unknown=xxx', 'copy-source-parameter-unknown'],
    ['/b/k?versionId=', 'copy-source-version-empty'],
    ['/b/k?versionId=%%%QNR', 'version-id-illegal'],
    ['/b/k?versionId=CAEQNhiBgM', 'bucket-not-versioned'],
    ['/missing/k', 'no-such-bucket'],
    ['/b/missing', 'no-such-key'],
  ])('%s is refused: %s', async (source, cause) => {
    expect((await refused(source)).cause).toBe(cause);
  });

  it('is refused with these documents', async () => {
    await expectObjectGolden(await refused('b/source.txt'), 'copy-malformed.xml');
    await expectObjectGolden(await refused('/b/k?unknown=xxx'), 'copy-parameter.xml');
    await expectObjectGolden(await refused('/b/k?versionId='), 'copy-version.xml');
    await expectObjectGolden(await refused('/missing/k'), 'copy-no-bucket.xml');
    await expectObjectGolden(await refused('/b/missing'), 'copy-no-key.xml');
  });

  it('must be in the same region', async () => {
    await oss.bucket('far', { region: 'cn-beijing' });
    await expectObjectGolden(await refused('/far/k'), 'copy-across-regions.xml');
  });

  it('must be restored', async () => {
    await oss.send('PutObject', '/b/cold', { body: '', headers: { 'x-oss-storage-class': 'Archive' } });
    expect((await refused('/b/cold')).cause).toBe('copy-source-not-restored');
  });

  it('must be readable by the caller', async () => {
    await oss.bucket('open', { acl: 'public-read-write' });
    const as = accountKeys(STRANGER);
    const from = (source: string, who = as) => ({ headers: { 'x-oss-copy-source': source }, as: who });
    await oss.send('PutObject', '/b/own', { body: '', headers: { 'x-oss-object-acl': 'private' } });
    await oss.send('PutObject', '/b/plain', { body: '' });
    expect((await oss.refused('CopyObject', '/open/k', from('/b/own'))).cause).toBe('object-acl-refuses-read');
    expect((await oss.refused('CopyObject', '/open/k', from('/b/plain'))).cause).toBe('bucket-acl-refuses');
    expect((await oss.refused('CopyObject', '/open/k', from('/b/missing'))).cause).toBe('bucket-acl-refuses');
    expect((await oss.refused('CopyObject', '/open/k', from('/b/plain', ANONYMOUS))).cause).toBe('bucket-acl-refuses');
    expect((await oss.send('CopyObject', '/open/k', from('/b/source.txt'))).status).toBe(200);
  });
});

describe('conditions of a copy', () => {
  const ETAG = '"5EB63BBBE01EEED093CB22BB8F5ACDC3"';

  it('name the plain header in the refusal', async () => {
    const refusal = await refused('/b/source.txt', { 'x-oss-copy-source-if-match': '"0"' });
    await expectObjectGolden(refusal, 'precondition.xml');
  });

  it('answer 304 and copy nothing', async () => {
    const answer = await copy('/b/source.txt', '/b/target', { 'x-oss-copy-source-if-none-match': ETAG });
    expect([answer.status, answer.body.length]).toEqual([304, 0]);
    expect(await oss.store.object('b', 'target')).toBeUndefined();
  });
});

describe('the kind and size of a source', () => {
  it('appendable objects are not copied, only changed in place', async () => {
    await oss.send('AppendObject', '/b/log?append&position=0', { body: 'x' });
    await expectObjectGolden(await refused('/b/log'), 'copy-appendable.xml');
    await copy('/b/log', '/b/log', { 'x-oss-meta-a': '2' });
    const { type, headers } = await stored('b', 'log');
    expect([type, headers]).toEqual(['Appendable', [['x-oss-meta-a', '2']]]);
    const headersAsked = { 'x-oss-server-side-encryption': 'AES256' };
    expect((await refused('/b/log', headersAsked, '/b/log')).cause).toBe('copy-source-appendable');
  });

  const GB = 1024 ** 3;
  it.each([
    ['/b/target', 5 * GB + 1, {}, undefined],
    ['/other/target', 5 * GB, {}, undefined],
    ['/other/target', 5 * GB + 1, {}, 'copy-source-too-large'],
    ['/b/target', GB, { 'x-oss-storage-class': 'IA' }, undefined],
    ['/b/target', GB + 1, { 'x-oss-storage-class': 'IA' }, 'copy-source-too-large'],
    ['/b/target', GB + 1, { 'x-oss-server-side-encryption': 'AES256' }, 'copy-source-too-large'],
  ])('to %s, %i bytes, %j: %s', async (url, size, headers, cause) => {
    const call = oss.call(copyObject, url, { headers: { 'x-oss-copy-source': '/b/source.txt', ...headers } });
    const store = Object.create(oss.store) as Store;
    store.version = async (bucket, key) => {
      const object = await oss.store.object(bucket, key);
      return object && { ...object, size };
    };
    const outcome = await Promise.resolve(copyObject.run({ ...call, bucket: call.bucket, store })).catch((e) => e);
    expect(outcome.cause).toBe(cause);
  });
});
