import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listMultipartUploads } from '../../../src/operations/multipart/listMultipartUploads.ts';
import { listParts } from '../../../src/operations/multipart/listParts.ts';
import { child, childText, readXml, type XmlNode } from '../../../src/xml/read.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';
import { complete, initiate, KEY, part, partsList } from './setup.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
});
afterEach(() => harness.store.close());

function root(text: string): XmlNode {
  const node = readXml(text);
  if (node === undefined) throw new Error(text);
  return node;
}

function all(node: XmlNode, name: string, inside: string): (string | undefined)[] {
  return node.children.filter((c) => c.name === name).map((c) => childText(c, inside));
}

describe('ListParts', () => {
  let id: string;
  const run = async (query = '', url = KEY) => (await harness.run(listParts, `${url}?uploadId=${id}${query}`)).text;
  beforeEach(async () => {
    id = await initiate(harness, KEY, { headers: { 'x-oss-storage-class': 'IA' } });
  });

  test('shows number, time, ETag, CRC-64 and size of each part in number order', async () => {
    await part(harness, id, 5, 'x'.repeat(5));
    await harness.advance(1_000);
    await part(harness, id, 1, '123456789');
    await expectGolden(await run(), 'multipart/list-parts.xml');
  });

  test('without parts the next marker has no value', async () => {
    await expectGolden(await run(), 'multipart/list-parts-empty.xml');
  });

  test('encoding-type=url encodes the key', async () => {
    id = await initiate(harness, '/examplebucket/a/%01');
    await expectGolden(await run('&encoding-type=url', '/examplebucket/a/%01'), 'multipart/list-parts-encoded.xml');
  });

  test('pages go on behind the marker, and the next marker is the last part also on the last page', async () => {
    for (const number of [1, 2, 4]) await part(harness, id, number, `${number}`);
    const first = root(await run('&max-parts=2'));
    expect(all(first, 'Part', 'PartNumber')).toEqual(['1', '2']);
    expect([childText(first, 'NextPartNumberMarker'), childText(first, 'IsTruncated')]).toEqual(['2', 'true']);
    const second = root(await run('&max-parts=2&part-number-marker=2'));
    expect(all(second, 'Part', 'PartNumber')).toEqual(['4']);
    expect([childText(second, 'NextPartNumberMarker'), childText(second, 'IsTruncated')]).toEqual(['4', 'false']);
    expect([childText(second, 'PartNumberMarker'), childText(second, 'MaxParts')]).toEqual(['2', '2']);
  });

  test('1000 parts are the most and the default', async () => {
    for (let number = 1; number <= 1001; number++) await part(harness, id, number, '');
    for (const query of ['', '&max-parts=', '&max-parts=1000']) {
      const page = root(await run(query));
      expect(all(page, 'Part', 'PartNumber')).toHaveLength(1000);
      expect([childText(page, 'MaxParts'), childText(page, 'IsTruncated')]).toEqual(['1000', 'true']);
    }
  });

  test.each([
    'max-parts=0',
    'max-parts=1001',
    'max-parts=-1',
    'max-parts=ten',
    'max-parts=1e2',
    'part-number-marker=x',
  ])('%s is refused', async (query) => {
    const error = await harness.refusal(listParts, `${KEY}?uploadId=${id}&${query}`);
    const [name, value] = query.split('=');
    expect([error.row.status, error.row.code]).toEqual([400, 'InvalidArgument']);
    expect([error.details.ArgumentName, error.details.ArgumentValue]).toEqual([name, value]);
  });

  test('the text of a refused max-parts names the argument', async () => {
    const error = await harness.refusal(listParts, `${KEY}?uploadId=${id}&max-parts=1001`);
    await expectGolden(errorDocument(error), 'multipart/max-parts-invalid.xml');
  });

  test('a completed upload cannot be listed', async () => {
    await complete(harness, id, partsList([]));
    const error = await harness.refusal(listParts, `${KEY}?uploadId=${id}`);
    expect([error.cause, error.row.ec]).toEqual(['no-such-upload', '0042-00000002']);
  });
});

describe('ListMultipartUploads', () => {
  const URL = '/examplebucket?uploads';
  const run = async (query = '') => (await harness.run(listMultipartUploads, `${URL}${query}`)).text;
  const begin = (key: string) => initiate(harness, `/examplebucket/${key}`);

  test('shows key, id, class and time of each upload by key, then by initiation', async () => {
    await begin('b');
    await harness.advance(1_000);
    await begin('a');
    await harness.advance(1_000);
    await begin('a');
    await expectGolden(await run(), 'multipart/list-uploads.xml');
  });

  test('without uploads the next markers have no value', async () => {
    await expectGolden(await run(), 'multipart/list-uploads-empty.xml');
  });

  test('encoding-type=url encodes keys, prefixes, markers and the delimiter', async () => {
    for (const key of ['%E4%B8%AD/a', '%E4%B8%AD/b/1', '%E4%B8%AD/b/2', '%E4%B8%AD/c+%20']) await begin(key);
    const query = '&encoding-type=url&prefix=%E4%B8%AD/&delimiter=/&key-marker=%E4%B8%AD/%20';
    await expectGolden(await run(query), 'multipart/list-uploads-encoded.xml');
  });

  test('the markers name the last upload of the page, and the next page begins behind it', async () => {
    const ids = [await begin('a'), await begin('a'), await begin('a'), await begin('b')];
    const seen: (string | undefined)[] = [];
    let query = '&max-uploads=2';
    for (let pages = 1; pages <= 2; pages++) {
      const page = root(await run(query));
      seen.push(...all(page, 'Upload', 'UploadId'));
      expect(childText(page, 'IsTruncated')).toBe(pages === 1 ? 'true' : 'false');
      const key = childText(page, 'NextKeyMarker');
      const id = childText(page, 'NextUploadIdMarker');
      expect([key, id]).toEqual(pages === 1 ? ['a', ids[1]] : ['b', ids[3]]);
      query = `&max-uploads=2&key-marker=${key}&upload-id-marker=${id}`;
    }
    expect(seen).toEqual(ids);
  });

  test('key-marker alone skips the whole key; upload-id-marker alone says nothing', async () => {
    const a = await begin('a');
    const b = await begin('b');
    expect(all(root(await run('&key-marker=a')), 'Upload', 'UploadId')).toEqual([b]);
    expect(all(root(await run(`&upload-id-marker=${b}`)), 'Upload', 'UploadId')).toEqual([a, b]);
  });

  test('a delimiter rolls keys up, and a page may end in a common prefix', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd']) await begin(key);
    const first = root(await run('&delimiter=/&max-uploads=1'));
    expect(all(first, 'CommonPrefixes', 'Prefix')).toEqual(['a/']);
    expect([childText(first, 'NextKeyMarker'), childText(first, 'NextUploadIdMarker')]).toEqual(['a/', '']);
    const second = root(await run('&delimiter=/&max-uploads=2&key-marker=a/'));
    expect(all(second, 'Upload', 'Key')).toEqual(['b']);
    expect(all(second, 'CommonPrefixes', 'Prefix')).toEqual(['c/']);
    expect(childText(second, 'NextKeyMarker')).toBe('c/');
    const third = root(await run('&delimiter=/&max-uploads=2&key-marker=c/'));
    expect(all(third, 'Upload', 'Key')).toEqual(['d']);
    expect(childText(third, 'IsTruncated')).toBe('false');
  });

  test('a completed upload is not listed', async () => {
    const id = await initiate(harness);
    await complete(harness, id, partsList([[1, await part(harness, id, 1, 'x')]]));
    expect(child(root(await run()), 'Upload')).toBeUndefined();
  });

  test.each([
    ['max-uploads=1001', 'list-limit-invalid'],
    ['max-uploads=0', 'list-limit-invalid'],
    ['encoding-type=utf8', 'encoding-type-unknown'],
    [`prefix=${'p'.repeat(1024)}`, 'list-argument-too-long'],
    [`key-marker=${'p'.repeat(1024)}`, 'list-argument-too-long'],
  ])('%.24s is refused', async (query, cause) => {
    const error = await harness.refusal(listMultipartUploads, `${URL}&${query}`);
    expect([error.cause, error.row.code]).toEqual([cause, 'InvalidArgument']);
  });
});
