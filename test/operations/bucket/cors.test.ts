import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionBucket, optionObject } from '../../../src/operations/bucket/optionObject.ts';
import { bucketCors } from '../../../src/operations/cors-configuration.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { ANONYMOUS, errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket', { documents: { other: 'kept' } });
});
afterEach(() => oss.store.close());

const [putBucketCors, getBucketCors, deleteBucketCors] = bucketCors.operations as [Operation, Operation, Operation];
const URL = '/examplebucket?cors';
const put = (body: string) => oss.run(putBucketCors, URL, { body });
const document = (inside: string) => `<CORSConfiguration>${inside}</CORSConfiguration>`;
const rule = (inside: string) => document(`<CORSRule>${inside}</CORSRule>`);
const ORIGIN = '<AllowedOrigin>*</AllowedOrigin>';
const METHOD = '<AllowedMethod>GET</AllowedMethod>';
const RULE = `<CORSRule>${ORIGIN}${METHOD}</CORSRule>`;

test('a bucket without rules has no configuration to return', async () => {
  const refused = await oss.refusal(getBucketCors, URL);
  expect(refused.row.status).toBe(404);
  await expectGolden(errorDocument(refused), 'bucket/no-cors-configuration.xml');
});

test('what was put is returned in the service’s own form and replaces all rules', async () => {
  await put(document(RULE.repeat(10)));
  const answer = await put(
    `<?xml version="1.0"?><CORSConfiguration xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
      <CORSRule>
        <MaxAgeSeconds> 0100 </MaxAgeSeconds>
        <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-request-id</ExposeHeader><ExposeHeader/>
        <AllowedHeader>x-oss-*</AllowedHeader><AllowedHeader></AllowedHeader>
        <AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>
        <AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedOrigin>http://a.test:8001</AllowedOrigin>
        <ID>unknown</ID>
      </CORSRule>
      <CORSRule>${ORIGIN}<AllowedMethod>HEAD</AllowedMethod></CORSRule>
      <ResponseVary>True</ResponseVary>
    </CORSConfiguration>`,
  );
  expect([answer.status, answer.headers, answer.answer.body]).toEqual([200, [], undefined]);
  await expectGolden((await oss.run(getBucketCors, URL)).text, 'bucket/cors.xml');
});

test('ResponseVary reads back false when it was left out', async () => {
  await put(document(RULE));
  await expectGolden((await oss.run(getBucketCors, URL)).text, 'bucket/cors-short.xml');
});

test('deleting answers 204, also when there was nothing', async () => {
  await put(document(RULE));
  for (let i = 0; i < 2; i++) expect((await oss.run(deleteBucketCors, URL)).status).toBe(204);
  expect(oss.store.bucket('examplebucket')?.documents).toEqual({ other: 'kept' });
  expect((await oss.refusal(getBucketCors, URL)).cause).toBe('no-cors-configuration');
});

describe('a document is refused when', () => {
  test.each([
    ['it is empty', '', 'cors-without-rule'],
    ['it does not end', '<CORSConfiguration>', 'cors-without-rule'],
    ['it has another root', `<CorsConfiguration>${RULE}</CorsConfiguration>`, 'cors-without-rule'],
    ['it has no rule', document('<ResponseVary>true</ResponseVary>'), 'cors-without-rule'],
    ['its rule is called otherwise', document(RULE.replaceAll('CORSRule', 'CorsRule')), 'cors-without-rule'],
    ['it is longer than 16 KB', document(RULE + ' '.repeat(16 * 1024)), 'cors-without-rule'],
    ['there are two of it', document(RULE).repeat(2), 'xml-several-roots'],
    ['it has 11 rules', document(RULE.repeat(11)), 'cors-too-many-rules'],
    ['a rule is empty', document(`${RULE}<CORSRule/>`), 'cors-rule-incomplete'],
    ['a rule has no origin', rule(METHOD), 'cors-rule-incomplete'],
    ['a rule has no method', rule(ORIGIN), 'cors-rule-incomplete'],
    [
      'a rule has two ages',
      rule(`${ORIGIN}${METHOD}<MaxAgeSeconds>1</MaxAgeSeconds><MaxAgeSeconds>1</MaxAgeSeconds>`),
      'cors-rule-incomplete',
    ],
    ['ResponseVary is 0', document(`${RULE}<ResponseVary>0</ResponseVary>`), 'cors-bad-response-vary'],
    ['ResponseVary is empty', document(`${RULE}<ResponseVary/>`), 'cors-bad-response-vary'],
  ])('%s', async (_, body, cause) => {
    const refused = await oss.refusal(putBucketCors, URL, { body });
    expect([refused.cause, refused.row.status]).toEqual([cause, 400]);
    expect(oss.store.bucket('examplebucket')?.documents).toEqual({ other: 'kept' });
  });

  test.each([
    ['AllowedMethod', ''],
    ['AllowedMethod', 'TEST'],
    ['AllowedMethod', 'get'],
    ['AllowedMethod', 'OPTIONS'],
    ['AllowedMethod', '*'],
    ['AllowedOrigin', ''],
    ['AllowedOrigin', 'http://*.a.*'],
    ['AllowedOrigin', '**'],
    ['AllowedOrigin', 'http://a b'],
    ['AllowedHeader', '*-*'],
    ['AllowedHeader', 'a b'],
    ['ExposeHeader', '*'],
    ['ExposeHeader', 'x-oss-*'],
    ['ExposeHeader', 'a: b'],
    ['ExposeHeader', '头'],
    ['MaxAgeSeconds', '-1'],
    ['MaxAgeSeconds', ''],
    ['MaxAgeSeconds', '1.5'],
    ['MaxAgeSeconds', 'a'],
    ['MaxAgeSeconds', '2147483648'],
  ])('%s is %j, and names both', async (element, value) => {
    const body = rule(`${ORIGIN}${METHOD}<${element}>${value}</${element}>`);
    const refused = await oss.refusal(putBucketCors, URL, { body });
    expect(refused.cause).toBe(element === 'AllowedMethod' ? 'cors-bad-method' : 'cors-bad-rule');
    expect([refused.row.code, refused.details]).toEqual([
      'InvalidArgument',
      { ArgumentName: element, ArgumentValue: value },
    ]);
  });

  test('in these bytes', async () => {
    const golden = async (body: string, name: string) =>
      expectGolden(errorDocument(await oss.refusal(putBucketCors, URL, { body })), `bucket/${name}.xml`);
    await golden('', 'cors-without-rule');
    await golden(rule(METHOD), 'cors-rule-incomplete');
    await golden(document(RULE.repeat(11)), 'cors-too-many-rules');
    await golden(document(`${RULE}<ResponseVary>0</ResponseVary>`), 'cors-bad-response-vary');
    await golden(rule(`${ORIGIN}<AllowedMethod>TEST</AllowedMethod>`), 'cors-bad-method');
    await golden(rule(`${ORIGIN}${METHOD}<MaxAgeSeconds>-1</MaxAgeSeconds>`), 'cors-bad-max-age');
  });
});

describe('a preflight', () => {
  const ask = (origin: string, method: string, headers?: string) => ({
    as: ANONYMOUS,
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': method,
      ...(headers !== undefined && { 'Access-Control-Request-Headers': headers }),
    },
  });
  beforeEach(() =>
    put(
      document(
        '<CORSRule><AllowedOrigin>http://*.test</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>POST</AllowedMethod>' +
          '<AllowedHeader>x-oss-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-oss-meta-a</ExposeHeader><MaxAgeSeconds>300</MaxAgeSeconds></CORSRule>' +
          `<CORSRule>${ORIGIN}<AllowedMethod>PUT</AllowedMethod></CORSRule>`,
      ),
    ),
  );

  test('is told what the rule allows, in the order of the captures', async () => {
    const answer = await oss.run(optionObject, '/examplebucket/no-object', ask('http://a.test', 'GET', 'X-Oss-Date'));
    expect([answer.status, answer.answer.body]).toEqual([200, undefined]);
    expect(answer.headers).toEqual([
      ['Access-Control-Allow-Origin', 'http://a.test'],
      ['Access-Control-Allow-Methods', 'GET, POST'],
      ['Access-Control-Allow-Headers', 'X-Oss-Date'],
      ['Access-Control-Expose-Headers', 'ETag, x-oss-meta-a'],
      ['Access-Control-Max-Age', '300'],
    ]);
    expect(oss.notes).toEqual([
      {
        name: 'cors',
        facts: { origin: 'http://a.test', method: 'GET', headers: 'X-Oss-Date', allowed: true, rule: 1 },
      },
    ]);
  });

  test('for a bucket is answered too, with * where the rule has it and no age as 0', async () => {
    expect((await oss.run(optionBucket, '/examplebucket', ask('null', 'PUT'))).headers).toEqual([
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Methods', 'PUT'],
      ['Access-Control-Max-Age', '0'],
    ]);
  });

  test('repeats the requested headers as they came', async () => {
    const list = 'x-oss-date,x-oss-user-agent, X-OSS-Meta-B';
    expect(
      (await oss.run(optionObject, '/examplebucket/a', ask('http://a.test', 'POST', list))).header(
        'Access-Control-Allow-Headers',
      ),
    ).toBe(list);
  });

  test('is refused when no rule allows all of it, and the record says what each one lacks', async () => {
    const refused = await oss.refusal(optionObject, '/examplebucket/a', ask('http://a.test', 'GET', 'x-oss-a,range'));
    expect(refused.row.status).toBe(403);
    expect(refused.facts?.failures).toEqual([
      { rule: 1, failed: 'header', asked: 'range', allows: ['x-oss-*'] },
      { rule: 2, failed: 'method', asked: 'GET', allows: ['PUT'] },
    ]);
    await expectGolden(errorDocument(refused), 'bucket/cors-not-allowed.xml');
    expect(refused.document('691ECC80A1B2C33334D5E6F7', '127.0.0.1', '2022')).toContain('evaluation of Origin');
    for (const [origin, method, headers] of [
      ['http://a.other', 'GET', undefined],
      ['http://a.test', 'DELETE', undefined],
      ['http://a.test', 'PUT', 'content-type'],
    ] as const) {
      expect((await oss.refusal(optionObject, '/examplebucket/a', ask(origin, method, headers))).cause).toBe(
        'cors-not-allowed',
      );
    }
  });

  test('lacks information before it lacks a rule', async () => {
    const headers = { 'Access-Control-Request-Method': 'TRACE' };
    expect((await oss.refusal(optionObject, '/examplebucket/a', { as: ANONYMOUS, headers })).cause).toBe(
      'preflight-without-origin',
    );
    const origin = { Origin: 'http://a.other', 'Access-Control-Request-Method': '' };
    expect((await oss.refusal(optionObject, '/examplebucket/a', { as: ANONYMOUS, headers: origin })).cause).toBe(
      'preflight-without-method',
    );
  });
});

test('the rules of a bucket are read once, and anew when they change', async () => {
  await put(document(RULE));
  const read = () => bucketCors.of(oss.store.bucket('examplebucket') as never);
  const first = read();
  expect(read()).toBe(first);
  await put(document(RULE.repeat(2)));
  expect(read()?.rules).toHaveLength(2);
});
