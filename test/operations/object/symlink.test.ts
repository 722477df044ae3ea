import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../harness.ts';
import { type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.send('PutObject', '/b/target', { body: 'hello' });
});

const link = (target: string, headers: Record<string, string> = {}, key = 'link') =>
  oss.send('PutSymlink', `/b/${key}?symlink`, { headers: { 'x-oss-symlink-target': target, ...headers } });
const target = async () => (await oss.send('GetSymlink', '/b/link?symlink')).header('x-oss-symlink-target');

describe('a symlink', () => {
  it.each([
    ['a%20b%2Bc', 'a%20b%2Bc'],
    // Go's QueryEscape.
    ['a+b%2Bc', 'a%20b%2Bc'],
    ['dir/%E4%B8%AD.txt', 'dir%2F%E4%B8%AD.txt'],
  ])('that was put for %s points at %s', async (sent, told) => {
    await link(sent);
    expect(await target()).toBe(told);
  });

  it.each(['%zz', '%FF', '/key', 'k'.repeat(1024)])('does not point at %s', async (sent) => {
    const headers = { 'x-oss-symlink-target': sent };
    expect((await oss.refused('PutSymlink', '/b/link?symlink', { headers })).cause).toBe('symlink-target-malformed');
  });

  it('is as young as the younger of the two', async () => {
    const date = async () => (await oss.send('HeadObject', '/b/link')).header('Last-Modified');
    await oss.advance(5000);
    await link('target');
    expect(await date()).toBe('Thu, 20 Nov 2025 08:00:05 GMT');
    await oss.advance(5000);
    await oss.send('PutObject', '/b/target', { body: 'later' });
    expect(await date()).toBe('Thu, 20 Nov 2025 08:00:10 GMT');
  });

  it('is read in ranges and under conditions on what it points at', async () => {
    await link('target');
    const { etag } = (await oss.store.object('b', 'target')) ?? { etag: '' };
    const got = await oss.send('GetObject', '/b/link', { headers: { 'If-Match': etag, Range: 'bytes=1-2' } });
    expect([got.status, got.text]).toEqual([206, 'el']);
    expect((await oss.send('GetObject', '/b/link', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('opens nothing: the rights on link and target are both asked for', async () => {
    await link('target', { 'x-oss-object-acl': 'public-read' });
    const refusal = await oss.refused('GetObject', '/b/link', { as: ANONYMOUS });
    expect(refusal.row.code).toBe('AccessDenied');
    await oss.send('PutObjectAcl', '/b/target?acl', { headers: { 'x-oss-object-acl': 'public-read' } });
    expect((await oss.send('GetObject', '/b/link', { as: ANONYMOUS })).text).toBe('hello');
  });

  it('to a frozen object is frozen, whatever its own class', async () => {
    await oss.send('PutObject', '/b/target', { body: 'x', headers: { 'x-oss-storage-class': 'Archive' } });
    await link('target');
    expect((await oss.refused('GetObject', '/b/link')).cause).toBe('object-not-restored');
    await oss.send('PutObject', '/b/target', { body: 'x' });
    await link('target', { 'x-oss-storage-class': 'Archive' });
    expect((await oss.send('GetObject', '/b/link')).text).toBe('x');
  });

  it('goes on to the current version of its target', async () => {
    await oss.bucket('v', { versioning: 'Enabled' });
    await oss.send('PutObject', '/v/target', { body: 'one' });
    await oss.send('PutSymlink', '/v/link?symlink', { headers: { 'x-oss-symlink-target': 'target' } });
    await oss.send('PutObject', '/v/target', { body: 'two' });
    expect((await oss.send('GetObject', '/v/link')).text).toBe('two');
    await oss.send('DeleteObject', '/v/target');
    expect((await oss.refused('GetObject', '/v/link')).cause).toBe('symlink-target-missing');
  });

  it('is replaced by an upload, and copied and deleted without its target', async () => {
    await link('target', { 'x-oss-meta-a': '1' });
    await oss.send('CopyObject', '/b/copy', { headers: { 'x-oss-copy-source': '/b/link' } });
    await oss.send('DeleteObject', '/b/link');
    expect((await oss.send('GetObject', '/b/copy')).text).toBe('hello');
    await oss.send('PutObject', '/b/copy', { body: 'own' });
    expect((await oss.refused('GetSymlink', '/b/copy?symlink')).cause).toBe('not-a-symlink');
    expect((await oss.send('GetObject', '/b/target')).text).toBe('hello');
  });

  it('has tags of its own', async () => {
    await link('target', { 'x-oss-tagging': 'a=1' });
    expect((await oss.send('HeadObject', '/b/link')).header('x-oss-tagging-count')).toBe('1');
    expect((await oss.send('HeadObject', '/b/target')).header('x-oss-tagging-count')).toBeUndefined();
  });
});
