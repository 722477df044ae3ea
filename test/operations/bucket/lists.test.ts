import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listObjects } from '../../../src/operations/bucket/listObjects.ts';
import { listObjectsV2 } from '../../../src/operations/bucket/listObjectsV2.ts';
import { listObjectVersions } from '../../../src/operations/bucket/listObjectVersions.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

/** The texts of every element of this name, in order. */
function texts(document: string, name: string): string[] {
  return [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] as string);
}

async function fun(): Promise<void> {
  await oss.object('examplebucket', 'fun/movie/001.avi', 'avi');
  await oss.object('examplebucket', 'fun/movie/007.avi', 'movie', { storageClass: 'IA' });
  await oss.object('examplebucket', 'fun/test.jpg', 'jpg', {
    type: 'Multipart',
    etag: '1C787C506EABFB9B45EAAA8DB039F4B2-2',
  });
  await oss.object('examplebucket', 'oss.jpg', 'hello', { type: 'Appendable' });
}

describe('ListObjects', () => {
  test('an empty bucket is listed with every element and no contents', async () => {
    const got = await oss.run(listObjects, '/examplebucket');
    expect([got.status, got.headers, got.contentType]).toEqual([200, [], 'application/xml']);
    await expectGolden(got.text, 'bucket/list-empty.xml');
  });

  test('objects are listed by key with type, class and owner', async () => {
    await fun();
    await expectGolden((await oss.run(listObjects, '/examplebucket')).text, 'bucket/list.xml');
  });

  test('a delimiter groups what lies below, a prefix chooses where to look', async () => {
    await fun();
    const { text } = await oss.run(listObjects, '/examplebucket?prefix=fun/&delimiter=/');
    await expectGolden(text, 'bucket/list-directory.xml');
  });

  test('contents and common prefixes share max-keys, and NextMarker leads through all pages', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd']) await oss.object('examplebucket', key);
    const pages: string[][] = [];
    let marker = '';
    for (let i = 0; i < 10; i++) {
      const { text } = await oss.run(listObjects, `/examplebucket?delimiter=/&max-keys=2&marker=${marker}`);
      pages.push([...texts(text, 'Key'), ...texts(text, 'Prefix').slice(1)]);
      if (texts(text, 'IsTruncated')[0] === 'false') break;
      marker = texts(text, 'NextMarker')[0] as string;
    }
    expect(pages).toEqual([
      ['b', 'a/'],
      ['d', 'c/'],
    ]);
  });

  test('a truncated list names NextMarker also without a delimiter', async () => {
    await fun();
    await expectGolden((await oss.run(listObjects, '/examplebucket?max-keys=1')).text, 'bucket/list-truncated.xml');
  });

  test('the marker is exclusive and need not exist', async () => {
    await fun();
    const { text } = await oss.run(listObjects, '/examplebucket?marker=fun/movie/001.avi');
    expect(texts(text, 'Key')).toEqual(['fun/movie/007.avi', 'fun/test.jpg', 'oss.jpg']);
    const other = await oss.run(listObjects, '/examplebucket?marker=g');
    expect(texts(other.text, 'Key')).toEqual(['oss.jpg']);
  });

  test('keys are sorted by their bytes in UTF-8, not by UTF-16', async () => {
    for (const key of ['\u{1f600}', '\uffee', 'é', 'z', 'Z']) await oss.object('examplebucket', key);
    expect(texts((await oss.run(listObjects, '/examplebucket')).text, 'Key')).toEqual([
      'Z',
      'z',
      'é',
      '\uffee',
      '\u{1f600}',
    ]);
  });

  test('100 keys are listed unless max-keys says otherwise', async () => {
    for (let i = 0; i < 101; i++) await oss.object('examplebucket', `k${String(i).padStart(3, '0')}`);
    const { text } = await oss.run(listObjects, '/examplebucket');
    expect(texts(text, 'Key')).toHaveLength(100);
    expect(texts(text, 'NextMarker')).toEqual(['k099']);
    expect(texts((await oss.run(listObjects, '/examplebucket?max-keys=1000')).text, 'Key')).toHaveLength(101);
  });

  test('encoding-type=url encodes all that the client named, slashes included', async () => {
    await oss.object('examplebucket', 'a b/+1%&.txt');
    await oss.object('examplebucket', 'a b/\u0001');
    await oss.object('examplebucket', 'a b/c/目录');
    const query = 'prefix=a%20b/&delimiter=/&marker=a%20b/&max-keys=2&encoding-type=url';
    await expectGolden((await oss.run(listObjects, `/examplebucket?${query}`)).text, 'bucket/list-encoded.xml');
  });

  test('keys are escaped for XML when they are not encoded', async () => {
    await oss.object('examplebucket', '<a>&"\'\u0001');
    expect((await oss.run(listObjects, '/examplebucket')).text).toContain('<Key>&lt;a&gt;&amp;"\'&#1;</Key>');
  });

  test.each(['0', '1001', '-1', 'abc', '1.5', '', '9999999999999999999999'])(
    'max-keys=%j is refused',
    async (value) => {
      const refused = await oss.refusal(listObjects, `/examplebucket?max-keys=${value}`);
      expect(refused.cause).toBe('max-keys-out-of-range');
      expect(refused.details).toEqual({ ArgumentName: 'max-keys', ArgumentValue: value });
    },
  );

  test('the refusal of max-keys names it with its value', async () => {
    const refused = await oss.refusal(listObjects, '/examplebucket?max-keys=9999999');
    await expectGolden(errorDocument(refused), 'bucket/max-keys-out-of-range.xml');
  });
});

describe('what every list of objects refuses', () => {
  const long = 'x'.repeat(1024);
  test.each<[Operation, string, string]>([
    [listObjects, `prefix=${long}`, 'list-argument-too-long'],
    [listObjects, `prefix=${'%C3%A9'.repeat(512)}`, 'list-argument-too-long'],
    [listObjects, `marker=${long}`, 'marker-too-long'],
    [listObjects, 'delimiter=abc', 'delimiter-invalid'],
    [listObjects, 'prefix=%FF', 'list-argument-not-utf8'],
    [listObjects, 'delimiter=%FF', 'list-argument-not-utf8'],
    [listObjects, 'encoding-type=urlencode', 'encoding-type-unknown'],
    [listObjects, 'encoding-type=constructor', 'encoding-type-unknown'],
    [listObjectsV2, 'list-type=2&max-keys=0', 'max-keys-out-of-range'],
    [listObjectsV2, `list-type=2&start-after=${long}`, 'list-argument-too-long'],
    [listObjectsV2, 'list-type=2&delimiter=ab', 'delimiter-invalid'],
    [listObjectsV2, 'list-type=1', 'list-type-unknown'],
    [listObjectsV2, 'list-type', 'list-type-unknown'],
    [listObjectVersions, 'versions&max-keys=1001', 'max-keys-out-of-range-versions'],
    [listObjectVersions, `versions&prefix=${long}`, 'list-argument-too-long'],
    [listObjectVersions, `versions&key-marker=${long}`, 'list-argument-too-long'],
    [listObjectVersions, `versions&version-id-marker=${long}`, 'version-id-marker-invalid'],
    [listObjectVersions, 'versions&version-id-marker=%25%2A', 'version-id-marker-invalid'],
    [listObjectVersions, `versions&delimiter=${long}`, 'delimiter-invalid-versions'],
    [listObjectVersions, 'versions&delimiter=\\', 'delimiter-invalid-versions'],
  ])('$name ?%s is %s', async (operation, query, cause) => {
    expect((await oss.refusal(operation, `/examplebucket?${query}`)).cause).toBe(cause);
  });

  test('1023 bytes are accepted, and so is one delimiter character of several bytes', async () => {
    const query = `prefix=${'x'.repeat(1023)}&marker=${'x'.repeat(1023)}&delimiter=%E7%9B%AE`;
    expect((await oss.run(listObjects, `/examplebucket?${query}`)).status).toBe(200);
  });

  test.each<[string, Operation, string]>([
    ['encoding-type-unknown', listObjects, 'encoding-type=urlencode'],
    ['marker-too-long', listObjects, `marker=${long}`],
    ['list-argument-too-long', listObjects, `prefix=${long}`],
    ['delimiter-invalid', listObjects, 'prefix=fun/&delimiter=abc'],
    ['list-type-unknown', listObjectsV2, 'list-type=test'],
    ['continuation-token-invalid', listObjectsV2, 'list-type=2&continuation-token=err-token'],
    ['delimiter-invalid-versions', listObjectVersions, 'versions&delimiter=%5C'],
    ['version-id-marker-invalid', listObjectVersions, 'versions&version-id-marker=%25%2A'],
    ['max-keys-out-of-range-versions', listObjectVersions, 'versions&max-keys=1001'],
  ])('%s is worded as on record', async (cause, operation, query) => {
    const refused = await oss.refusal(operation, `/examplebucket?${query}`);
    expect(refused.cause).toBe(cause);
    await expectGolden(errorDocument(refused), `bucket/${cause}.xml`);
  });
});

describe('ListObjectsV2', () => {
  test('an empty bucket is listed without the elements that were not asked for', async () => {
    await expectGolden((await oss.run(listObjectsV2, '/examplebucket?list-type=2')).text, 'bucket/list-v2-empty.xml');
  });

  test('owners are listed only with fetch-owner=true', async () => {
    await fun();
    const without = await oss.run(listObjectsV2, '/examplebucket?list-type=2&fetch-owner=false');
    expect(without.text).not.toContain('<Owner>');
    const got = await oss.run(listObjectsV2, '/examplebucket?list-type=2&fetch-owner=true&prefix=oss');
    await expectGolden(got.text, 'bucket/list-v2-owner.xml');
  });

  test('a token leads through all pages, groups included, and KeyCount counts each', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd']) await oss.object('examplebucket', key);
    const pages: [string[], string[]][] = [];
    let token = '';
    for (let i = 0; i < 10; i++) {
      const { text } = await oss.run(
        listObjectsV2,
        `/examplebucket?list-type=2&delimiter=/&max-keys=1&continuation-token=${token}`,
      );
      pages.push([[...texts(text, 'Key'), ...texts(text, 'Prefix').slice(1)], texts(text, 'KeyCount')]);
      if (texts(text, 'IsTruncated')[0] === 'false') break;
      token = texts(text, 'NextContinuationToken')[0] as string;
    }
    expect(pages).toEqual([
      [['a/'], ['1']],
      [['b'], ['1']],
      [['c/'], ['1']],
      [['d'], ['1']],
    ]);
  });

  test('a page in the middle repeats its token and what was asked, encoded', async () => {
    for (const key of ['bc', 'd e/1', 'd e/2', 'f']) await oss.object('examplebucket', key);
    const query = 'list-type=2&start-after=x%20y&continuation-token=CgJiYw--&delimiter=/&max-keys=1&encoding-type=url';
    await expectGolden((await oss.run(listObjectsV2, `/examplebucket?${query}`)).text, 'bucket/list-v2-middle.xml');
  });

  test('start-after is exclusive and does not hide the later members of a group', async () => {
    await fun();
    const { text } = await oss.run(
      listObjectsV2,
      '/examplebucket?list-type=2&delimiter=/&prefix=fun/&start-after=fun/movie/001.avi',
    );
    expect([texts(text, 'Key'), texts(text, 'Prefix')]).toEqual([['fun/test.jpg'], ['fun/', 'fun/movie/']]);
    const past = await oss.run(listObjectsV2, '/examplebucket?list-type=2&start-after=fun/test.jpg');
    expect(texts(past.text, 'Key')).toEqual(['oss.jpg']);
  });

  test.each(['2', 'err-token', 'CgJiYw==', 'CgJiYw', 'CgNiYw--', 'EgJiYw--', 'CgH-', 'a.b_'])(
    'token %j is foreign',
    async (token) => {
      const refused = await oss.refusal(listObjectsV2, `/examplebucket?list-type=2&continuation-token=${token}`);
      expect(refused.cause).toBe('continuation-token-invalid');
    },
  );
});

describe('ListObjectVersions', () => {
  test('each object of an unversioned bucket is one latest version called null', async () => {
    await fun();
    const { text } = await oss.run(listObjectVersions, '/examplebucket?versions&delimiter=/&prefix=fun/');
    await expectGolden(text, 'bucket/list-versions.xml');
  });

  test('a page names where the next one begins, and what it leads to is the rest', async () => {
    for (const key of ['a b', 'c', 'd']) await oss.object('examplebucket', key);
    const first = await oss.run(listObjectVersions, '/examplebucket?versions&max-keys=2&encoding-type=url');
    await expectGolden(first.text, 'bucket/list-versions-truncated.xml');
    const rest = await oss.run(listObjectVersions, '/examplebucket?versions&key-marker=c&version-id-marker=null');
    expect([texts(rest.text, 'Key'), texts(rest.text, 'IsTruncated')]).toEqual([['d'], ['false']]);
  });
});
