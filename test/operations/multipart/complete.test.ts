import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completeMultipartUpload } from '../../../src/operations/multipart/completeMultipartUpload.ts';
import { multipartETag } from '../../../src/operations/multipart/uploads.ts';
import { crc64 } from '../../../src/store/crc64.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';
import { complete, etagOf, filled, initiate, KEY, MINIMUM, md5, part, partsList } from './setup.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openHarness();
  await harness.bucket('examplebucket');
});
afterEach(() => harness.store.close());

const stored = (key = 'multipart.data') => harness.store.object('examplebucket', key);

async function content(): Promise<Buffer> {
  const object = await stored();
  if (object === undefined) throw new Error('no object');
  const chunks: Buffer[] = [];
  await harness.store.read(object).pump(async (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}

async function refused(id: string, body: string, headers = {}) {
  return harness.refusal(completeMultipartUpload, `${KEY}?uploadId=${id}`, { body, headers });
}

test('the ETag is the MD5 over the text of the part ETags, with their number', () => {
  const etags = [etagOf('one'), etagOf('two')];
  const expected = createHash('md5').update(etags.join('')).digest('hex').toUpperCase();
  expect(multipartETag(etags.map((etag) => ({ etag })))).toBe(`${expected}-2`);
});

test('the parts become the object, with the CRC-64 of the whole', async () => {
  const bodies = [filled(MINIMUM, 1), filled(MINIMUM + 1, 2), Buffer.from('end')];
  const id = await initiate(harness);
  const list: [number, string][] = [];
  for (const [index, body] of bodies.entries()) list.push([index + 1, await part(harness, id, index + 1, body)]);
  const answer = await complete(harness, id, partsList(list));
  const whole = Buffer.concat(bodies);
  const etag = multipartETag(bodies.map((body) => ({ etag: etagOf(body) })));
  expect([answer.status, answer.contentType]).toEqual([200, 'application/xml']);
  expect(answer.headers).toEqual([
    ['ETag', `"${etag}"`],
    ['x-oss-hash-crc64ecma', crc64(whole).toString()],
  ]);
  await expectGolden(answer.text, 'multipart/complete.xml');
  expect((await content()).equals(whole)).toBe(true);
  expect(await stored()).toMatchObject({ type: 'Multipart', size: whole.length, etag, contentMd5: undefined });
});

test.each([
  ['quotes', (etag: string) => etag],
  ['no quotes', (etag: string) => etag.slice(1, -1)],
  ['quotes as entities', (etag: string) => `&quot;${etag.slice(1, -1)}&quot;`],
])('an ETag may come with %s', async (_, write) => {
  const id = await initiate(harness);
  const etag = await part(harness, id, 1, 'x');
  expect((await complete(harness, id, partsList([[1, write(etag)]]))).status).toBe(200);
});

test('white space, a namespace, other elements and another order of elements do not matter', async () => {
  const id = await initiate(harness);
  const etag = await part(harness, id, 1, 'x');
  const body = `<?xml version="1.0"?>
<CompleteMultipartUpload xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
  <Comment/>
  <Part><Size>1</Size><ETag> ${etag} </ETag><PartNumber> 1 </PartNumber></Part>
</CompleteMultipartUpload>`;
  expect((await complete(harness, id, body)).status).toBe(200);
});

test('numbers may have gaps, and parts that are not named are discarded', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'not wanted');
  const etag = await part(harness, id, 7, 'wanted');
  await part(harness, id, 9, 'not wanted either');
  await complete(harness, id, partsList([[7, etag]]));
  expect((await content()).toString()).toBe('wanted');
  expect(await harness.store.bucketUsage('examplebucket')).toMatchObject({ storage: 6, uploads: 0, parts: 0 });
});

test('a list without parts makes an empty object', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'x');
  const answer = await complete(harness, id, '<CompleteMultipartUpload></CompleteMultipartUpload>');
  expect(answer.header('ETag')).toBe('"D41D8CD98F00B204E9800998ECF8427E-0"');
  expect(answer.header('x-oss-hash-crc64ecma')).toBe('0');
  expect(await content()).toHaveLength(0);
});

test.each([
  ['an empty body', ''],
  ['junk', 'junk'],
  ['an open element', '<CompleteMultipartUpload><Part>'],
  ['a DOCTYPE', '<!DOCTYPE a><CompleteMultipartUpload></CompleteMultipartUpload>'],
  ['another root', '<Complete></Complete>'],
  ['a part without number', '<CompleteMultipartUpload><Part><ETag>a</ETag></Part></CompleteMultipartUpload>'],
  ['a part without ETag', '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>'],
  ['a number that is none', partsList([['one', 'a']])],
])('%s is MalformedXML', async (_, body) => {
  const id = await initiate(harness);
  const error = await refused(id, body);
  expect(error.cause).toBe('complete-malformed');
  await expectGolden(errorDocument(error), 'multipart/complete-malformed.xml');
});

test.each([
  [
    'falling',
    [
      [2, 'b'],
      [1, 'a'],
    ],
  ],
  [
    'repeated',
    [
      [1, 'a'],
      [1, 'a'],
    ],
  ],
] as const)('%s numbers are refused before the parts are looked up', async (name, list) => {
  const error = await refused(await initiate(harness), partsList(list));
  const id = (error.details.UploadId as string | undefined) ?? '';
  await expectGolden(errorDocument(error).replace(id, 'U'), `multipart/parts-not-ascending-${name}.xml`);
});

test('a number out of range is refused as for UploadPart', async () => {
  const error = await refused(await initiate(harness), partsList([[10_001, 'a']]));
  expect([error.cause, error.details.ArgumentValue]).toEqual(['part-number-invalid', '10001']);
});

test('a part with another ETag is refused, naming what was sent', async () => {
  const id = await initiate(harness);
  await part(harness, id, 1, 'x');
  const error = await refused(id, partsList([[1, 'undefined']]));
  await expectGolden(errorDocument(error).replace(id, 'U'), 'multipart/invalid-part.xml');
});

test('a part that was never uploaded is refused', async () => {
  const id = await initiate(harness);
  const etag = await part(harness, id, 2, 'x');
  for (const number of [1, 3]) {
    expect((await refused(id, partsList([[number, etag]]))).cause).toBe('file-part-missing');
  }
});

test('an ETag of an earlier write of the part is refused', async () => {
  const id = await initiate(harness);
  const earlier = await part(harness, id, 1, 'x');
  await part(harness, id, 1, 'y');
  expect((await refused(id, partsList([[1, earlier]]))).cause).toBe('invalid-part');
});

test('every part but the last needs 100 KB; the first that is too short is named', async () => {
  const id = await initiate(harness);
  const list: [number, string][] = [];
  for (const [number, size] of [
    [1, MINIMUM],
    [4, MINIMUM - 1],
    [6, 0],
    [7, 1],
  ] as const) {
    list.push([number, await part(harness, id, number, filled(size, number))]);
  }
  const error = await refused(id, partsList(list));
  await expectGolden(errorDocument(error).replace(id, 'U'), 'multipart/part-too-small.xml');
  expect(await stored()).toBeUndefined();
  expect(
    (await complete(harness, id, partsList([list[0] as [number, string], list[3] as [number, string]]))).status,
  ).toBe(200);
});

test.each([
  [486, 37],
  [498, 49],
])('EntityTooSmall has the captured length %i', async (length, host) => {
  const id = await initiate(harness);
  const list: [number, string][] = [
    [1, await part(harness, id, 1, filled(65_536, 1))],
    [2, await part(harness, id, 2, '')],
  ];
  const error = await refused(id, partsList(list));
  expect(error.document('5770FB5F1A765A446BF289F6', 'h'.repeat(host), '2019')).toHaveLength(length);
});

describe('x-oss-complete-all', () => {
  const headers = { 'x-oss-complete-all': 'yes' };

  test('takes every part in number order', async () => {
    const id = await initiate(harness);
    await part(harness, id, 3, 'end');
    await part(harness, id, 1, filled(MINIMUM, 1));
    await complete(harness, id, '', { headers });
    expect((await content()).equals(Buffer.concat([filled(MINIMUM, 1), Buffer.from('end')]))).toBe(true);
  });

  test('needs no body at all', async () => {
    const id = await initiate(harness);
    await part(harness, id, 1, 'x');
    const answer = await harness.run(completeMultipartUpload, `${KEY}?uploadId=${id}`, { headers });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['a list', partsList([])],
    ['junk', 'junk'],
  ])('contradicts %s in the body', async (_, body) => {
    const error = await refused(await initiate(harness), body, headers);
    await expectGolden(errorDocument(error), 'multipart/complete-all-with-body.xml');
  });

  test('checks the sizes too', async () => {
    const id = await initiate(harness);
    await part(harness, id, 1, 'x');
    await part(harness, id, 2, 'y');
    expect((await refused(id, '', headers)).cause).toBe('part-too-small');
  });
});

describe('what the request says about itself', () => {
  let id: string;
  let list: string;
  beforeEach(async () => {
    id = await initiate(harness);
    list = partsList([[1, await part(harness, id, 1, '123456789')]]);
  });

  test('Content-MD5 covers the XML, not the object', async () => {
    const ofObject = { 'Content-MD5': md5('123456789').toString('base64') };
    expect((await refused(id, list, ofObject)).cause).toBe('content-md5-mismatch');
    const ofBody = { 'Content-MD5': md5(list).toString('base64') };
    expect((await complete(harness, id, list, { headers: ofBody })).status).toBe(200);
  });

  test('x-oss-hash-crc64ecma covers the object, and nothing changes when it does not match', async () => {
    expect((await refused(id, list, { 'x-oss-hash-crc64ecma': '1' })).cause).toBe('crc64-mismatch');
    expect(await stored()).toBeUndefined();
    const headers = { 'x-oss-hash-crc64ecma': '11051210869376104954' };
    expect((await complete(harness, id, list, { headers })).status).toBe(200);
  });

  test('encryption is refused', async () => {
    const error = await refused(id, list, { 'x-oss-server-side-encryption': 'AES256' });
    expect([error.row.status, error.row.code]).toEqual([400, 'InvalidArgument']);
  });

  test('x-oss-object-acl becomes the ACL of the object', async () => {
    expect((await refused(id, list, { 'x-oss-object-acl': 'everybody' })).cause).toBe('object-acl-unknown');
    await complete(harness, id, list, { headers: { 'x-oss-object-acl': 'public-read' } });
    expect((await stored())?.acl).toBe('public-read');
  });

  test('x-oss-forbid-overwrite keeps an existing object, the upload and its parts', async () => {
    const other = await initiate(harness);
    await complete(harness, other, partsList([[1, await part(harness, other, 1, 'older')]]));
    expect((await refused(id, list, { 'x-oss-forbid-overwrite': 'yes' })).cause).toBe('forbid-overwrite-invalid');
    const error = await refused(id, list, { 'x-oss-forbid-overwrite': 'true' });
    await expectGolden(errorDocument(error), 'multipart/complete-object-exists.xml');
    expect((await content()).toString()).toBe('older');
    await complete(harness, id, list);
    expect((await content()).toString()).toBe('123456789');
  });
});

test('a completed upload is gone', async () => {
  const id = await initiate(harness);
  const list = partsList([[1, await part(harness, id, 1, 'x')]]);
  await complete(harness, id, list);
  const error = await refused(id, list);
  await expectGolden(errorDocument(error).replace(id, 'U'), 'multipart/complete-no-such-upload.xml');
});

test('an upload cannot be completed under another key', async () => {
  const id = await initiate(harness);
  const list = partsList([[1, await part(harness, id, 1, 'x')]]);
  const error = await harness.refusal(completeMultipartUpload, `/examplebucket/other?uploadId=${id}`, { body: list });
  expect(error.cause).toBe('no-such-upload-to-complete');
});

describe('a sequential upload', () => {
  const bodies = [filled(MINIMUM, 1), Buffer.from('end')];
  const digest = md5(Buffer.concat(bodies)).toString('base64');

  test('has the Content-MD5 of the whole, in the answer and on the object', async () => {
    const id = await initiate(harness, KEY, { headers: { 'x-oss-meta-a': 'b' } }, '&sequential');
    const list: [number, string][] = [];
    for (const [index, body] of bodies.entries()) list.push([index + 1, await part(harness, id, index + 1, body)]);
    const answer = await complete(harness, id, partsList(list));
    expect(answer.headers.at(-1)).toEqual(['Content-MD5', digest]);
    expect((await stored())?.headers).toEqual([
      ['x-oss-meta-a', 'b'],
      ['Content-MD5', digest],
    ]);
  });

  test('is completed without gaps only', async () => {
    const id = await initiate(harness, KEY, undefined, '&sequential');
    await part(harness, id, 1, bodies[0] as Buffer);
    const etag = await part(harness, id, 2, bodies[1] as Buffer);
    expect((await refused(id, partsList([[2, etag]]))).row.code).toBe('PartNotSequential');
  });
});

describe('Location', () => {
  test.each([
    ['path', { host: '127.0.0.1:9000', endpoint: '127.0.0.1:9000' }, 'http://127.0.0.1:9000/examplebucket/'],
    [
      'virtual',
      { host: 'examplebucket.localhost:9000', endpoint: 'localhost:9000' },
      'http://examplebucket.localhost:9000/',
    ],
    ['cname', { host: 'img.example.com', endpoint: 'img.example.com', scheme: 'https' }, 'https://img.example.com/'],
  ] as const)('is the address the client used: %s', async (style, request, address) => {
    const id = await initiate(harness, '/examplebucket/a/b%20%E4%B8%AD');
    const url = `/examplebucket/a/b%20%E4%B8%AD?uploadId=${id}&encoding-type=url`;
    const answer = await harness.run(completeMultipartUpload, url, {
      body: partsList([]),
      request: { style, ...request },
    });
    expect(answer.text).toContain(`<Location>${address}a%2Fb%20%E4%B8%AD</Location>`);
    await expectGolden(answer.text, `multipart/complete-${style}.xml`);
  });
});

test('10,000 parts are completed', async () => {
  const id = await initiate(harness);
  const etag = etagOf('');
  const empty = async (number: number) => {
    const content = await harness.store.stage(0).finish();
    await harness.store.putPart(id, { number, etag, lastModified: 0 }, content);
  };
  // Parts at the minimum size would be 1 GB; the first 9,999 are stood in for by their records.
  for (let number = 1; number <= 10_000; number++) await empty(number);
  const numbers = Array.from({ length: 10_000 }, (_, index) => [index + 1, etag] as const);
  const error = await refused(id, partsList(numbers));
  expect([error.cause, error.details.PartNumber]).toEqual(['part-too-small', '1']);
  const parts = harness.store.parts.bind(harness.store);
  harness.store.parts = async (...args) => (await parts(...args)).map((record) => ({ ...record, size: MINIMUM }));
  const answer = await complete(harness, id, partsList(numbers));
  expect(answer.header('ETag')).toBe(`"${multipartETag(numbers.map(() => ({ etag })))}"`);
  expect(answer.header('ETag')).toMatch(/-10000"$/);
});
