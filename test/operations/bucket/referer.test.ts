import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operation } from '../../../src/operations/operation.ts';
import { bucketReferer } from '../../../src/operations/referer-configuration.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket', { documents: { other: 'kept' } });
});
afterEach(() => oss.store.close());

const [putBucketReferer, getBucketReferer] = bucketReferer.operations as [Operation, Operation];
const URL = '/examplebucket?referer';
const put = (body: string, headers?: Record<string, string>) =>
  oss.run(putBucketReferer, URL, { body, ...(headers && { headers }) });
const got = async () => (await oss.run(getBucketReferer, URL)).text;
const document = (inside: string) => `<RefererConfiguration>${inside}</RefererConfiguration>`;
const EMPTY_LIST = '<AllowEmptyReferer>true</AllowEmptyReferer><RefererList/>';

test('a bucket that was never set up allows every referer and says so', async () => {
  const answer = await oss.run(getBucketReferer, URL);
  expect([answer.status, answer.contentType]).toEqual([200, 'application/xml']);
  await expectGolden(answer.text, 'bucket/referer-default.xml');
});

test('what was put is returned in the service’s own form, switches in lower case', async () => {
  const answer = await put(
    `<?xml version="1.0"?><RefererConfiguration xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
      <RefererBlacklist><Referer>http://www.refuse.com</Referer><Referer>https://*.hack.com</Referer></RefererBlacklist>
      <RefererList><Referer> http://www.aliyun.com </Referer><Referer>https://www.?.aliyuncs.com</Referer><Other/></RefererList>
      <TruncatePath>TRUE</TruncatePath><AllowTruncateQueryString>True</AllowTruncateQueryString>
      <AllowEmptyReferer>False</AllowEmptyReferer><Unknown>1</Unknown>
    </RefererConfiguration>`,
  );
  expect([answer.status, answer.headers, answer.answer.body]).toEqual([200, [], undefined]);
  await expectGolden(await got(), 'bucket/referer.xml');
});

test('a switch for the query that is left out reads back true, one for the path stays out', async () => {
  await put(
    document(
      '<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://a&amp;b</Referer></RefererList>',
    ),
  );
  await expectGolden(await got(), 'bucket/referer-short.xml');
});

test.each([
  EMPTY_LIST,
  '<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer></Referer></RefererList>',
  `${EMPTY_LIST}<RefererBlacklist/>`,
  `${EMPTY_LIST}<RefererBlacklist><Referer> </Referer></RefererBlacklist>`,
])('an empty list resets the configuration: %s', async (inside) => {
  await put(document('<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>a</Referer></RefererList>'));
  await put(document(inside));
  await expectGolden(await got(), 'bucket/referer-default.xml');
  expect(oss.store.bucket('examplebucket')?.documents.other).toBe('kept');
});

test('an entry without http:// is taken and returned, though it can match no URL', async () => {
  await put(
    document('<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>b.aliyun.com</Referer></RefererList>'),
  );
  expect(await got()).toContain('<Referer>b.aliyun.com</Referer>');
});

test.each([
  ['', 'an empty body', 'referer-malformed-xml'],
  ['<RefererConfiguration>', 'a document that does not end', 'referer-malformed-xml'],
  ['text', 'no document', 'referer-malformed-xml'],
  ['<Referers/>', 'a wrong root', 'referer-malformed-xml'],
  [document(''), 'nothing inside', 'referer-element-missing'],
  [document('<AllowEmptyReferer>true</AllowEmptyReferer>'), 'no RefererList', 'referer-element-missing'],
  [document('<RefererList/>'), 'no AllowEmptyReferer', 'referer-element-missing'],
  [document('<AllowEmptyReferer/><RefererList/>'), 'an empty switch', 'referer-bad-switch'],
  [document('<AllowEmptyReferer>32</AllowEmptyReferer><RefererList/>'), 'a number for a switch', 'referer-bad-switch'],
  [document(`${EMPTY_LIST}<AllowTruncateQueryString>no</AllowTruncateQueryString>`), 'no', 'referer-bad-switch'],
  [document(`${EMPTY_LIST}<TruncatePath>yes</TruncatePath>`), 'yes', 'referer-bad-switch'],
])('%j is MalformedXML: %s', async (body, _, cause) => {
  const refused = await oss.refusal(putBucketReferer, URL, { body });
  expect(refused.cause).toBe(cause);
  await expectGolden(errorDocument(refused), `bucket/${cause}.xml`);
  expect(oss.store.bucket('examplebucket')?.documents).toEqual({ other: 'kept' });
});

test('two documents in one body are refused as such', async () => {
  const body = document(EMPTY_LIST).repeat(2);
  expect((await oss.refusal(putBucketReferer, URL, { body })).cause).toBe('xml-several-roots');
});

test('the path cannot be cut off while the query is kept', async () => {
  const switches = (query: string, path: string) =>
    document(
      `${EMPTY_LIST}<AllowTruncateQueryString>${query}</AllowTruncateQueryString><TruncatePath>${path}</TruncatePath>`,
    );
  const refused = await oss.refusal(putBucketReferer, URL, { body: switches('false', 'true') });
  await expectGolden(errorDocument(refused), 'bucket/referer-truncation.xml');
  for (const [query, path] of [
    ['true', 'true'],
    ['true', 'false'],
    ['false', 'false'],
  ] as const) {
    expect((await put(switches(query, path))).status).toBe(200);
  }
});

test('both lists together hold 20 KB', async () => {
  const lists = (white: number, black: number) =>
    document(
      `<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>${'a'.repeat(white)}</Referer></RefererList>` +
        `<RefererBlacklist><Referer>${'b'.repeat(black)}</Referer></RefererBlacklist>`,
    );
  expect((await put(lists(20_000, 480))).status).toBe(200);
  const refused = await oss.refusal(putBucketReferer, URL, { body: lists(20_000, 481) });
  await expectGolden(errorDocument(refused), 'bucket/referer-too-large.xml');
  expect((await oss.refusal(putBucketReferer, URL, { body: lists(300_000, 0) })).cause).toBe('referer-lists-too-large');
});

test('Content-MD5 is compared before the document is read', async () => {
  const md5 = (text: string) => ({ 'Content-MD5': createHash('md5').update(text).digest('base64') });
  const refused = await oss.refusal(putBucketReferer, URL, { body: 'text', headers: md5('other') });
  expect(refused.cause).toBe('content-md5-mismatch');
  expect((await put(document(EMPTY_LIST), md5(document(EMPTY_LIST)))).status).toBe(200);
});

test('the configuration of a bucket is read once, and anew when it changes', async () => {
  await put(document(EMPTY_LIST));
  const read = () => bucketReferer.of(oss.store.bucket('examplebucket') as never);
  const first = read();
  expect(read()).toBe(first);
  await put(document('<AllowEmptyReferer>false</AllowEmptyReferer><RefererList/>'));
  expect(read()).toEqual({ ...first, allowEmptyReferer: false });
});
