import { describe, expect, test } from 'vitest';
import { beginsWith, checkReferer, protectFromHotlinks } from '../../src/access/referer.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import {
  OPEN_TO_EVERY_REFERER,
  type RefererConfiguration,
  refererElement,
} from '../../src/operations/referer-configuration.ts';
import type { BucketRecord } from '../../src/store/store.ts';
import { Headers } from '../../src/wire/headers.ts';
import { bytesFromUtf8 } from '../../src/wire/percent.ts';
import { xmlDocument } from '../../src/xml/write.ts';
import { Dice } from '../gateway/fuzz-dice.ts';

const configured = (part: Partial<RefererConfiguration>): RefererConfiguration => ({
  ...OPEN_TO_EVERY_REFERER,
  allowEmptyReferer: false,
  ...part,
});
const outcome = (part: Partial<RefererConfiguration>, referer: string | undefined) => {
  const decision = checkReferer(configured(part), referer);
  return decision.allowed ? decision.decidedBy : decision.cause;
};

describe('an empty Referer', () => {
  const LIST = ['http://www.aliyun.com'];
  test.each([
    [true, [], [], 'empty-allowed'],
    [true, LIST, [], 'empty-allowed'],
    [true, [], LIST, 'empty-allowed'],
    [false, [], [], 'no-whitelist'],
    [false, LIST, [], 'referer-empty'],
    [false, LIST, LIST, 'referer-empty'],
    // Both manuals: with an empty whitelist it is not checked whether the Referer is empty.
    [false, [], LIST, 'no-whitelist'],
  ] as const)('allowed %s, whitelist %j, blacklist %j: %s', (allowEmptyReferer, whitelist, blacklist, expected) => {
    for (const referer of [undefined, '']) {
      expect(outcome({ allowEmptyReferer, whitelist, blacklist }, referer)).toBe(expected);
    }
  });
});

describe('an entry of the whitelist', () => {
  test.each([
    // Both manuals.
    ['http://*.aliyun.com', 'http://a.aliyun.com', true],
    ['http://*.aliyun.com', 'http://b.aliyun.com', true],
    ['http://?.aliyun.com', 'http://a.aliyun.com', true],
    ['http://?.aliyun.com', 'http://ab.aliyun.com', false],
    ['http://?.aliyun.com', 'http://.aliyun.com', false],
    ['http://domain.com', 'http://domain.com', true],
    ['http://*.domain.com', 'http://domain.com', false],
    ['b.aliyun.com', 'http://b.aliyun.com', false],
    ['b.aliyun.com', 'https://b.aliyun.com/', false],
    // The hotlink protection page.
    ['http://www.aliyun.com', 'http://www.aliyun.com/123', true],
    ['http://www.aliyun.com', 'http://www.aliyun.com.cn', true],
    ['http://www.aliyun.com', 'https://www.aliyun.com/123', false],
    ['http://www.aliyun.com', 'https://www.aliyun.com.cn', false],
    ['http://www.aliyun.com', 'www.aliyun.com', false],
    ['*', 'http://anything.test/', true],
    ['*www.example.com', 'http://www.example.com', true],
    ['*www.example.com', 'www.example.com', true],
    ['*.example.com', 'https://help.example.com', true],
    ['*servicewechat.com', 'https://servicewechat.com/wx1/2/page-frame.html', true],
    ['http://www.aliyun?.com', 'http://www.aliyunc.com', true],
    ['http://www.example.com:8080', 'http://www.example.com:8080/a', true],
    ['http://www.example.com:8080', 'http://www.example.com/a', false],
    // Letters of any case, as that page says of the query.
    ['http://WWW.Aliyun.com', 'HTTP://www.aliyun.COM/', true],
    ['http://a.test/Bücher', bytesFromUtf8('http://a.test/Bücher'), true],
    ['http://a.test/bücher', bytesFromUtf8('http://a.test/BÜCHER'), false],
    ['http://a.test/*/c', 'http://a.test/b', false],
  ])('%s and the Referer %s: %s', (entry, referer, matches) => {
    const decision = checkReferer(configured({ whitelist: ['http://never.test', entry] }), referer);
    expect(decision).toMatchObject(
      matches ? { allowed: true, entry } : { allowed: false, cause: 'referer-not-in-whitelist', entry: undefined },
    );
  });
});

describe('the blacklist', () => {
  test.each([
    [['http://bad.test'], [], 'http://bad.test/page', 'referer-on-blacklist'],
    [['http://bad.test'], [], 'http://good.test/page', 'no-whitelist'],
    [['http://bad.test'], ['*'], 'http://bad.test/page', 'referer-on-blacklist'],
    [['http://bad.test'], ['http://good.test'], 'http://good.test/page', 'whitelist'],
    [['http://bad.test'], ['http://good.test'], 'http://other.test/', 'referer-not-in-whitelist'],
    [['https://*.hack.com'], ['*'], 'https://a.hack.com', 'referer-on-blacklist'],
  ])('%j before the whitelist %j, for %s: %s', (blacklist, whitelist, referer, expected) => {
    expect(outcome({ blacklist, whitelist }, referer)).toBe(expected);
  });

  test('names the entry that decided, and the Referer as it was compared', () => {
    expect(
      checkReferer(configured({ blacklist: ['http://a.test', 'http://*.BAD.test'] }), 'http://x.bad.test/p?q'),
    ).toEqual({
      allowed: false,
      cause: 'referer-on-blacklist',
      entry: 'http://*.BAD.test',
      compared: 'http://x.bad.test/p',
    });
  });
});

describe('truncation', () => {
  test.each([
    // A wildcard may not reach into the query, unless the query counts.
    [true, undefined, '*aliyun.com', 'http://evil.test/?aliyun.com', false],
    [false, undefined, '*aliyun.com', 'http://evil.test/?aliyun.com', true],
    [true, undefined, 'http://www.example.com/?action=nop', 'http://www.example.com/?action=nop', false],
    [false, undefined, 'http://www.example.com/?action=nop', 'http://www.example.com/?ACTION=NOP', true],
    [false, undefined, 'http://example.com/?a=b&b=c', 'http://example.com/?b=c&a=b', false],
    [false, undefined, 'http://www.example.com/?job_id=task%2401', 'http://www.example.com/?job_id=task$01', false],
    // Nor into the path, when that is cut off too.
    [true, false, '*aliyun.com', 'http://evil.test/aliyun.com', true],
    [true, true, '*aliyun.com', 'http://evil.test/aliyun.com', false],
    [true, true, 'http://www.aliyun.com', 'http://www.aliyun.com/a/b?c=d', true],
    [true, true, 'http://www.aliyun.com/', 'http://www.aliyun.com/', false],
    [true, true, 'http://www.aliyun.com:81', 'http://www.aliyun.com:81/a', true],
    [true, true, 'http://www.aliyun.com', 'http://www.aliyun.com?a/b', true],
    [true, true, 'www.aliyun.com', 'www.aliyun.com/a', true],
  ])(
    'of the query %s, of the path %s: %s and %s',
    (allowTruncateQueryString, truncatePath, entry, referer, allowed) => {
      const configuration = configured({ allowTruncateQueryString, truncatePath, whitelist: [entry] });
      expect(checkReferer(configuration, referer).allowed).toBe(allowed);
    },
  );
});

describe('a request', () => {
  const bucket = (part: Partial<RefererConfiguration>): BucketRecord => ({
    name: 'examplebucket',
    owner: '1234567890123456',
    createdAt: 0,
    region: 'cn-hangzhou',
    storageClass: 'Standard',
    redundancy: 'LRS',
    acl: 'public-read',
    documents: { referer: xmlDocument(refererElement(configured(part))) },
  });
  const guarded = bucket({ whitelist: ['http://good.test'], blacklist: ['http://bad.test'] });
  const refusal = (headers: Record<string, string>) => {
    try {
      protectFromHotlinks(guarded, 'image.png', new Headers(Object.entries(headers).flat()));
    } catch (error) {
      if (error instanceof OssError) return error;
      throw error;
    }
    throw new Error('not refused');
  };

  test('for an object is refused with the cause of its case, naming the bucket', () => {
    expect(refusal({}).cause).toBe('referer-empty');
    expect(refusal({ Referer: 'http://bad.test/' }).cause).toBe('referer-on-blacklist');
    const refused = refusal({ Referer: 'http://other.test/' });
    expect([refused.cause, refused.details]).toEqual(['referer-not-in-whitelist', { BucketName: 'examplebucket' }]);
    expect(refused.facts).toMatchObject({ referer: 'http://other.test/', whitelist: ['http://good.test'] });
  });

  test('with any Authorization header passes', () => {
    expect(protectFromHotlinks(guarded, 'image.png', new Headers(['Authorization', 'OSS a:b']))).toBeUndefined();
  });

  test('for a bucket, or for one without hotlink protection, is not looked at', () => {
    const none = new Headers([]);
    expect(protectFromHotlinks(guarded, undefined, none)).toBeUndefined();
    expect(protectFromHotlinks({ ...guarded, documents: {} }, 'image.png', none)).toBeUndefined();
    expect(protectFromHotlinks(undefined, 'image.png', none)).toBeUndefined();
  });

  test('that is allowed leaves what decided', () => {
    const headers = new Headers(['Referer', 'http://good.test/page?x=1']);
    expect(protectFromHotlinks(guarded, 'image.png', headers)).toEqual({
      allowed: true,
      decidedBy: 'whitelist',
      entry: 'http://good.test',
      referer: 'http://good.test/page?x=1',
      compared: 'http://good.test/page',
    });
  });
});

test('20,000 random patterns agree with a slow model that tries every way to place the stars', () => {
  const dice = new Dice(503);
  const pick = (alphabet: string, most: number) => dice.times(most, () => dice.pick([...alphabet])).join('');
  let matched = 0;
  for (let i = 0; i < 20_000; i++) {
    const text = pick('ab.', 9);
    const pattern = pick('ab.*?', 6);
    const expected = slowly(text, pattern);
    if (expected) matched++;
    expect([text, pattern, beginsWith(text, pattern)]).toEqual([text, pattern, expected]);
  }
  expect(matched).toBeGreaterThan(2000);
});

test('many stars over a long text take no longer than the text is long', () => {
  const pattern = `http://${'*a'.repeat(500)}b`;
  expect(beginsWith(`http://${'a'.repeat(15_000)}`, pattern)).toBe(false);
});

function slowly(text: string, pattern: string): boolean {
  if (pattern === '') return true;
  if (pattern[0] === '*') return slowly(text, pattern.slice(1)) || (text !== '' && slowly(text.slice(1), pattern));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && slowly(text.slice(1), pattern.slice(1));
}
