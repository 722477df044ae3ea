import { describe, expect, test } from 'vitest';
import { corsHeaders } from '../../src/access/cors.ts';
import { type CorsConfiguration, type CorsRule, corsElement } from '../../src/operations/cors-configuration.ts';
import { headerNames, matchCors } from '../../src/operations/cors-match.ts';
import type { BucketRecord } from '../../src/store/store.ts';
import { Headers } from '../../src/wire/headers.ts';
import { xmlDocument } from '../../src/xml/write.ts';
import { Dice } from '../gateway/fuzz-dice.ts';

const rule = (part: Partial<CorsRule>): CorsRule => ({
  allowedOrigins: ['*'],
  allowedMethods: ['GET'],
  allowedHeaders: [],
  exposeHeaders: [],
  maxAgeSeconds: undefined,
  ...part,
});
const configured = (...rules: CorsRule[]): CorsConfiguration => ({ rules, responseVary: false });

describe('an origin', () => {
  test.each([
    ['*', 'http://a.test', true],
    ['*', 'null', true],
    ['http://a.test', 'http://a.test', true],
    ['http://a.test', 'https://a.test', false],
    ['http://a.test', 'http://a.test:8001', false],
    ['http://10.100.100.100:8001', 'http://10.100.100.100:8001', true],
    ['a.test', 'http://a.test', false],
    ['https://*.aliyun.com', 'https://www.aliyun.com', true],
    ['https://*.aliyun.com', 'https://a.b.aliyun.com', true],
    ['https://*.aliyun.com', 'https://aliyun.com', false],
    ['https://*.aliyun.com', 'https://.aliyun.com', true],
    ['https://*.aliyun.com', 'https://www.aliyun.com.evil.test', false],
    ['http://a.test:*', 'http://a.test:8001', true],
    ['http://a.test:*', 'http://a.test', false],
    ['*://a.test', 'https://a.test', true],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['http://*.test', 'http://a\x01.test', false],
    ['http://*.test', 'http://a\x7f.test', false],
    ['http://*.test', 'http://a b.test', false],
  ])('%s allows %s: %s', (pattern, origin, allowed) => {
    const decision = matchCors(configured(rule({ allowedOrigins: ['http://other.test', pattern] })), {
      origin,
      method: 'GET',
    });
    expect(decision.allowed).toBe(allowed);
    if (decision.allowed) expect(decision.allowedOrigin).toBe(pattern);
    else expect(decision.failures).toMatchObject([{ rule: 1, failed: 'origin', asked: origin }]);
  });
});

describe('a requested header', () => {
  test.each([
    [['*'], 'x-oss-anything, authorization', undefined],
    [['x-oss-*'], 'X-OSS-Date', undefined],
    [['X-Oss-Test'], 'x-oss-test', undefined],
    [['x-oss-test'], 'x-oss-test,x-oss-test1', 'x-oss-test1'],
    [['*-type'], 'content-type', undefined],
    [[], 'content-type', 'content-type'],
    [[], '', undefined],
    [[], ' , ', undefined],
    [['content-type'], 'content-type, , ', undefined],
    [['*'], 'x-a\x01', 'x-a\x01'],
    [['*'], '\x0bx-a', '\x0bx-a'],
  ])('%j and the list %j: what is missing is %s', (allowedHeaders, list, missing) => {
    const request = { origin: 'http://a.test', method: 'GET', requestHeaders: headerNames(list) };
    const decision = matchCors(configured(rule({ allowedHeaders })), request);
    if (missing === undefined) expect(decision.allowed).toBe(true);
    else {
      expect(decision).toEqual({
        allowed: false,
        failures: [{ rule: 1, failed: 'header', asked: missing, allows: allowedHeaders }],
      });
    }
  });
});

test('a method is matched as it is written', () => {
  const decide = (method: string) =>
    matchCors(configured(rule({ allowedMethods: ['PUT', 'HEAD'] })), { origin: 'o', method });
  expect(decide('PUT').allowed).toBe(true);
  expect(decide('HEAD').allowed).toBe(true);
  for (const method of ['GET', 'put', 'OPTIONS', 'PATCH', '']) {
    expect(decide(method)).toMatchObject({ allowed: false, failures: [{ failed: 'method', allows: ['PUT', 'HEAD'] }] });
  }
});

test('the first rule that matches in everything decides, and each one before it says why it did not', () => {
  const configuration = configured(
    rule({ allowedOrigins: ['http://b.test'] }),
    rule({ allowedMethods: ['PUT'] }),
    rule({ allowedHeaders: ['x-a'] }),
    rule({ allowedHeaders: ['*'], maxAgeSeconds: 4 }),
    rule({ allowedHeaders: ['*'], maxAgeSeconds: 5 }),
  );
  const request = { origin: 'http://a.test', method: 'GET', requestHeaders: ['x-b'] };
  expect(matchCors(configuration, request)).toMatchObject({ allowed: true, number: 4, rule: { maxAgeSeconds: 4 } });
  const fewer = { ...configuration, rules: configuration.rules.slice(0, 3) };
  expect(matchCors(fewer, request)).toMatchObject({
    failures: [
      { rule: 1, failed: 'origin' },
      { rule: 2, failed: 'method' },
      { rule: 3, failed: 'header' },
    ],
  });
});

describe('an answer', () => {
  const bucket = (configuration: CorsConfiguration | undefined): BucketRecord => ({
    name: 'examplebucket',
    owner: '1234567890123456',
    createdAt: 0,
    region: 'cn-hangzhou',
    storageClass: 'Standard',
    redundancy: 'LRS',
    acl: 'public-read',
    documents: configuration === undefined ? {} : { cors: xmlDocument(corsElement(configuration)) },
  });
  const ask = (method: string, origin?: string) => ({
    method,
    headers: new Headers(origin === undefined ? [] : ['Origin', origin]),
  });
  const open = rule({ exposeHeaders: ['ETag', 'x-oss-request-id'], maxAgeSeconds: 100 });
  const narrow = rule({ allowedOrigins: ['http://*.test'], allowedMethods: ['PUT', 'GET'] });

  test('to a page that a rule covers carries the headers of that rule, in order', () => {
    expect(corsHeaders(bucket(configured(open)), ask('GET', 'http://a.test'))).toEqual([
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Methods', 'GET'],
      ['Access-Control-Expose-Headers', 'ETag, x-oss-request-id'],
      ['Access-Control-Max-Age', '100'],
    ]);
  });

  test('repeats the origin when a pattern matched, and counts no age as none', () => {
    expect(corsHeaders(bucket(configured(narrow)), ask('PUT', 'http://a.test'))).toEqual([
      ['Access-Control-Allow-Origin', 'http://a.test'],
      ['Access-Control-Allow-Methods', 'PUT, GET'],
      ['Access-Control-Max-Age', '0'],
    ]);
  });

  test.each([
    ['a page that no rule covers', configured(narrow), ask('GET', 'http://a.other')],
    ['a method that no rule covers', configured(narrow), ask('DELETE', 'http://a.test')],
    ['a request without Origin', configured(open), ask('GET')],
    ['a preflight, which answers for itself', configured(open), ask('OPTIONS', 'http://a.test')],
  ])('to %s carries nothing, or only Vary', (_, configuration, request) => {
    expect(corsHeaders(bucket(configuration), request)).toEqual([]);
    const varying = { ...configuration, responseVary: true };
    expect(corsHeaders(bucket(varying), request)).toEqual([['Vary', 'Origin']]);
  });

  test('of a bucket without rules, or of no bucket, carries nothing', () => {
    expect(corsHeaders(bucket(undefined), ask('GET', 'http://a.test'))).toEqual([]);
    expect(corsHeaders(undefined, ask('GET', 'http://a.test'))).toEqual([]);
  });

  test('with ResponseVary has Vary before the rest', () => {
    const varying = { rules: [open], responseVary: true };
    expect(corsHeaders(bucket(varying), ask('GET', 'http://a.test'))[0]).toEqual(['Vary', 'Origin']);
  });

  test('leaves the decision for the record', () => {
    const notes: unknown[] = [];
    const varying = bucket({ rules: [narrow, open], responseVary: true });
    corsHeaders(varying, ask('GET', 'http://a.test'), (facts) => notes.push(facts));
    corsHeaders(varying, ask('DELETE', 'http://a.test'), (facts) => notes.push(facts));
    corsHeaders(varying, ask('GET'), (facts) => notes.push(facts));
    expect(notes).toEqual([
      {
        origin: 'http://a.test',
        method: 'GET',
        rules: 2,
        allowed: true,
        rule: 1,
        allowedOrigin: 'http://*.test',
      },
      {
        origin: 'http://a.test',
        method: 'DELETE',
        rules: 2,
        allowed: false,
        failures: [
          { rule: 1, failed: 'method', asked: 'DELETE', allows: ['PUT', 'GET'] },
          { rule: 2, failed: 'method', asked: 'DELETE', allows: ['GET'] },
        ],
      },
    ]);
  });
});

test('10,000 random configurations and requests agree with a slow model', () => {
  const dice = new Dice(602);
  const some = <T>(list: readonly T[], least: number): T[] =>
    Array.from({ length: least + dice.roll(3) }, () => dice.pick(list));
  const ORIGINS = ['*', 'http://a', 'http://*', '*://a', 'http://*.b', 'http://a.b', 'h*b', 'http://a.b:80'];
  const ASKED = ['http://a', 'https://a', 'http://a.b', 'http://.b', 'http://b', 'hb', 'http://a.b:80', 'null'];
  const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
  const HEADERS = ['*', 'x-*', '*-a', 'x-a', 'X-B', 'x*a'];
  const SENT = ['x-a', 'X-b', 'xa', 'y-a', 'x-'];
  let allowed = 0;
  for (let i = 0; i < 10_000; i++) {
    const configuration = configured(
      ...Array.from({ length: 1 + dice.roll(4) }, () =>
        rule({
          allowedOrigins: some(ORIGINS, 1),
          allowedMethods: some(METHODS, 1),
          allowedHeaders: some(HEADERS, 0),
        }),
      ),
    );
    const request = { origin: dice.pick(ASKED), method: dice.pick(METHODS), requestHeaders: some(SENT, 0) };
    const expected = configuration.rules.findIndex(
      (one) =>
        one.allowedOrigins.some((pattern) => slowly(pattern, request.origin)) &&
        one.allowedMethods.some((method) => method === request.method) &&
        request.requestHeaders.every((name) =>
          one.allowedHeaders.some((pattern) => slowly(pattern.toLowerCase(), name.toLowerCase())),
        ),
    );
    const decision = matchCors(configuration, request);
    if (decision.allowed) allowed++;
    expect(decision.allowed ? decision.number - 1 : -1).toBe(expected);
    if (!decision.allowed) expect(decision.failures).toHaveLength(configuration.rules.length);
  }
  expect(allowed).toBeGreaterThan(500);
});

/** Tries every length for the star. */
function slowly(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  for (let length = 0; length <= text.length; length++) {
    if (text === before + text.slice(before.length, before.length + length) + after) return true;
  }
  return false;
}
