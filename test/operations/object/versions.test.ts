import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Received } from '../harness.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await setVersioning('Enabled');
});

async function setVersioning(status: string): Promise<void> {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await oss.send('PutBucketVersioning', '/b?versioning', { body });
}

const idOf = (received: Received): string => received.header('x-oss-version-id') ?? '';
const put = async (body: string, headers: Readonly<Record<string, string>> = {}) =>
  idOf(await oss.send('PutObject', '/b/k', { body, headers }));
const copy = (url: string, source: string, headers: Readonly<Record<string, string>> = {}) =>
  oss.send('CopyObject', url, { headers: { 'x-oss-copy-source': source, ...headers } });
const read = (query = '') => oss.send('GetObject', `/b/k${query}`);

describe('a copy onto the object itself', () => {
  it('of an older version brings back its bytes, metadata and tags as a new version', async () => {
    const first = await put('one', { 'x-oss-meta-a': '1', 'x-oss-tagging': 't=1', 'Content-Type': 'text/css' });
    await put('two');
    const made = idOf(await copy('/b/k', `/b/k?versionId=${first}`));
    const now = await read();
    expect([idOf(now), now.text, now.contentType]).toEqual([made, 'one', 'text/css']);
    expect([now.header('x-oss-meta-a'), now.header('x-oss-tagging-count')]).toEqual(['1', '1']);
    expect((await read(`?versionId=${first}`)).text).toBe('one');
  });

  it('of the current version makes another one, with other metadata only where these are to be replaced', async () => {
    const first = await put('one', { 'x-oss-meta-a': '1' });
    await copy('/b/k', '/b/k', { 'x-oss-meta-a': '2' });
    expect((await read()).header('x-oss-meta-a')).toBe('1');
    await copy('/b/k', '/b/k', { 'x-oss-meta-a': '2', 'x-oss-metadata-directive': 'REPLACE' });
    expect((await read()).header('x-oss-meta-a')).toBe('2');
    expect((await read(`?versionId=${first}`)).header('x-oss-meta-a')).toBe('1');
  });

  it('replaces the version null while versioning is suspended', async () => {
    const first = await put('one');
    await setVersioning('Suspended');
    await copy('/b/k', '/b/k');
    const { header } = await copy('/b/k', '/b/k');
    expect([header('x-oss-copy-source-version-id'), header('x-oss-version-id')]).toEqual(['null', 'null']);
    expect((await read('?versionId=null')).text).toBe('one');
    expect((await read(`?versionId=${first}`)).text).toBe('one');
  });

  it('is refused for an appendable object, which cannot be changed in place here', async () => {
    await oss.send('AppendObject', '/b/log?append&position=0', { body: 'x' });
    const headers = { 'x-oss-copy-source': '/b/log' };
    expect((await oss.refused('CopyObject', '/b/log', { headers })).cause).toBe('copy-source-appendable');
  });
});

describe('what is stored about a version', () => {
  it('is changed for that version alone', async () => {
    const first = await put('one');
    const second = await put('two');
    const headers = { 'x-oss-object-acl': 'public-read' };
    await oss.send('PutObjectAcl', `/b/k?acl&versionId=${first}`, { headers });
    const acl = async (query: string) =>
      /<Grant>(.*)<\/Grant>/.exec((await oss.send('GetObjectAcl', `/b/k?acl${query}`)).text)?.[1];
    expect(await acl(`&versionId=${first}`)).toBe('public-read');
    expect(await acl(`&versionId=${second}`)).toBe('default');
    expect(await acl('')).toBe('default');
  });

  it('stays with it when a copy or an append changes the current one', async () => {
    const appended = await oss.send('AppendObject', '/b/k?append&position=0', { body: 'one' });
    await put('two');
    const headers = { 'x-oss-object-acl': 'private' };
    expect((await oss.refused('AppendObject', '/b/k?append&position=3', { body: 'x', headers })).cause).toBe(
      'object-not-appendable',
    );
    expect((await read(`?versionId=${idOf(appended)}`)).text).toBe('one');
  });
});

describe('delete markers', () => {
  it('are left once for each time that a key stands in one request', async () => {
    await put('one');
    const body = '<Delete><Object><Key>k</Key></Object><Object><Key>k</Key></Object></Delete>';
    const digest = createHash('md5').update(body).digest('base64');
    const { text } = await oss.send('DeleteMultipleObjects', '/b?delete', { body, headers: { 'Content-MD5': digest } });
    const markers = [...text.matchAll(/<DeleteMarkerVersionId>(.*)<\/DeleteMarkerVersionId>/g)].map(([, id]) => id);
    expect(new Set(markers).size).toBe(2);
    const listed = (await oss.send('ListObjectVersions', '/b?versions')).text;
    expect([...listed.matchAll(/<VersionId>(.*)<\/VersionId>/g)].map(([, id]) => id).slice(0, 2)).toEqual(
      markers.reverse(),
    );
  });

  it('are no objects to lists, copies and conditions', async () => {
    await put('one');
    await oss.send('DeleteObject', '/b/k');
    for (const query of ['', '?list-type=2']) {
      const operation = query === '' ? 'ListObjects' : 'ListObjectsV2';
      expect((await oss.send(operation, `/b${query}`)).text).not.toContain('<Contents>');
    }
    const headers = { 'If-None-Match': '*' };
    expect((await oss.refused('GetObject', '/b/k', { headers })).cause).toBe('object-deleted');
  });
});

it('the versions of another key, of another bucket and before versioning are not this key’s', async () => {
  await oss.bucket('plain');
  const id = await put('one');
  expect((await oss.refused('GetObject', `/b/other?versionId=${id}`)).cause).toBe('no-such-version');
  expect((await oss.refused('GetObject', `/plain/k?versionId=${id}`)).cause).toBe('bucket-not-versioned');
  expect((await oss.refused('GetObject', '/b/k?versionId=null')).cause).toBe('no-such-version');
  const headers = { 'x-oss-copy-source': `/plain/k?versionId=${id}` };
  expect((await oss.refused('CopyObject', '/b/k', { headers })).cause).toBe('bucket-not-versioned');
});

it('a bucket that is versioned from now on keeps what it has as the version null', async () => {
  await oss.bucket('plain');
  await oss.send('PutObject', '/plain/k', { body: 'old' });
  const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
  await oss.send('PutBucketVersioning', '/plain?versioning', { body });
  const old = await oss.send('GetObject', '/plain/k');
  expect([old.text, idOf(old)]).toEqual(['old', 'null']);
  expect(idOf(await oss.send('DeleteObject', '/plain/k'))).toHaveLength(64);
  expect((await oss.send('GetObject', '/plain/k?versionId=null')).text).toBe('old');
});

it('a sequential upload keeps the Content-MD5 of its own version', async () => {
  const initiated = await oss.send('InitiateMultipartUpload', '/b/k?uploads&sequential');
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(initiated.text)?.[1];
  const part = await oss.send('UploadPart', `/b/k?partNumber=1&uploadId=${uploadId}`, { body: 'part' });
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('ETag')}</ETag></Part></CompleteMultipartUpload>`;
  const completed = await oss.send('CompleteMultipartUpload', `/b/k?uploadId=${uploadId}`, { body });
  await put('two');
  const { header } = await read(`?versionId=${idOf(completed)}`);
  expect(header('Content-MD5')).toBe(completed.header('Content-MD5'));
});
