import { beforeEach, describe, expect, it } from 'vitest';
import { type ObjectHarness, openObjects } from './setup.ts';

let oss: ObjectHarness;
beforeEach(async () => {
  oss = await openObjects();
  await oss.send('PutObject', '/b/key', { body: 'x' });
});

const tag = (key: string, value?: string) =>
  `<Tag><Key>${key}</Key>${value === undefined ? '' : `<Value>${value}</Value>`}</Tag>`;
const document = (inside: string) => `<Tagging><TagSet>${inside}</TagSet></Tagging>`;
const put = (inside: string) => oss.send('PutObjectTagging', '/b/key?tagging', { body: document(inside) });
const refusedDocument = async (body: string) =>
  (await oss.refused('PutObjectTagging', '/b/key?tagging', { body })).cause;
const refusedHeader = async (value: string) =>
  (await oss.refused('PutObject', '/b/other', { body: 'x', headers: { 'x-oss-tagging': value } })).cause;
const stored = async () => (await oss.store.object('b', 'key'))?.tagging;

describe('the tags of an object', () => {
  it.each([
    ['tag-key-length', tag('', 'v'), '=v'],
    ['tag-key-length', tag('k'.repeat(129), 'v'), `${'k'.repeat(129)}=v`],
    ['tag-key-characters', tag('a@b', 'v'), 'a%40b=v'],
    ['tag-value-length', tag('k', 'v'.repeat(257)), `k=${'v'.repeat(257)}`],
    ['tag-value-characters', tag('k', '50%'), 'k=50%25'],
    [
      'too-many-tags',
      '0123456789a'.replace(/./g, (k) => tag(k, 'v')),
      '0123456789a'.replace(/./g, '$&=v&').slice(0, -1),
    ],
  ])('are refused alike in a document and in the header: %s', async (cause, inside, header) => {
    expect([await refusedDocument(document(inside)), await refusedHeader(header)]).toEqual([cause, cause]);
  });

  it('are of every script, of 128 and 256 characters, and need no value', async () => {
    await put(tag('种类', '值'.repeat(256)) + tag('k'.repeat(128)) + tag(' +-=._:/', ' +-=._:/'));
    const { text } = await oss.send('GetObjectTagging', '/b/key?tagging');
    expect(text).toContain(`<Value>${'值'.repeat(256)}</Value>`);
    expect(text).toContain('<Value></Value>');
    expect(text).toContain('<Key> +-=._:/</Key>');
  });

  it('are the same whether they come in a document or in the header', async () => {
    await put(tag('a b', 'c=d') + tag('e'));
    const fromDocument = await stored();
    await oss.send('PutObject', '/b/key', { body: 'x', headers: { 'x-oss-tagging': 'a+b=c%3Dd&e' } });
    expect(await stored()).toBe(fromDocument);
  });

  it.each([
    '',
    '<Tagging/>',
    '<Tagging><TagSet><Key>a</Key></TagSet></Tagging>',
    '<Tags><TagSet/></Tags>',
    document('<Tag/>'),
  ])('are not read from %s', async (body) => {
    expect(await refusedDocument(body)).toBe('tagging-malformed-xml');
  });

  it('do not touch Last-Modified, and each version has its own', async () => {
    await oss.bucket('v', { versioning: 'Enabled' });
    const first = (await oss.send('PutObject', '/v/key', { body: '1' })).header('x-oss-version-id');
    await oss.send('PutObject', '/v/key', { body: '2' });
    oss.advance(5000);
    await oss.send('PutObjectTagging', `/v/key?tagging&versionId=${first}`, { body: document(tag('a', '1')) });
    const old = await oss.send('HeadObject', `/v/key?versionId=${first}`);
    expect([old.header('Last-Modified'), old.header('x-oss-tagging-count')]).toEqual([
      'Thu, 20 Nov 2025 08:00:00 GMT',
      '1',
    ]);
    expect((await oss.send('HeadObject', '/v/key')).header('x-oss-tagging-count')).toBeUndefined();
    await oss.send('DeleteObjectTagging', `/v/key?tagging&versionId=${first}`);
    const gone = await oss.send('GetObjectTagging', `/v/key?tagging&versionId=${first}`);
    expect(gone.text).toContain('<TagSet></TagSet>');
  });

  it('of the target are not those of a link to it', async () => {
    await put(tag('a', '1') + tag('b', '2'));
    await oss.send('PutSymlink', '/b/link?symlink', { headers: { 'x-oss-symlink-target': 'key' } });
    expect((await oss.send('HeadObject', '/b/link')).header('x-oss-tagging-count')).toBeUndefined();
  });
});
