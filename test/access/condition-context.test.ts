import { describe, expect, it } from 'vitest';
import { conditionContext } from '../../src/access/condition-context.ts';
import type { ObjectRecord } from '../../src/store/store.ts';
import { OWNER, requestTo } from './requests.ts';

const alice = { kind: 'user', account: OWNER, accessKeyId: 'alicekey', userId: '2', name: 'alice' } as const;
const ask = (key: string, request: Parameters<typeof requestTo>[1] = {}, object?: Partial<ObjectRecord>) =>
  conditionContext(requestTo('GetObject', request), object as ObjectRecord | undefined)(key);

describe('where a request comes from', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s is acs:SourceIp %s', (remoteAddress, seen) => {
    expect(ask('acs:sourceip', { remoteAddress })).toBe(seen);
  });

  it.each([
    ['https', 'true'],
    ['http', 'false'],
  ])('%s is acs:SecureTransport %s', (scheme, seen) => {
    expect(ask('acs:securetransport', { scheme })).toBe(seen);
  });

  it('acs:UserAgent is the header, and missing without it', () => {
    expect(ask('acs:useragent', { headers: { 'User-Agent': 'ossutil/1.7' } })).toBe('ossutil/1.7');
    expect(ask('acs:useragent')).toBeUndefined();
  });
});

it('acs:CurrentTime is when the request arrived, in ISO 8601', () => {
  expect(ask('acs:currenttime', { receivedAt: Date.UTC(2025, 10, 20, 12) })).toBe('2025-11-20T12:00:00.000Z');
});

it('acs:AccessId is the id of the key, and missing without a signature', () => {
  expect(ask('acs:accessid', { principal: alice })).toBe('alicekey');
  expect(ask('acs:accessid')).toBeUndefined();
});

describe('what a listing asks for', () => {
  it.each([
    ['prefix=a%2Fb&delimiter=%2F', 'a/b', '/'],
    ['prefix=%E7%9B%AE', '目', undefined],
    ['prefix=', '', undefined],
    ['delimiter', undefined, ''],
    ['', undefined, undefined],
  ])('%j has prefix %j and delimiter %j', (query, prefix, delimiter) => {
    expect(ask('oss:prefix', { query })).toBe(prefix);
    expect(ask('oss:delimiter', { query })).toBe(delimiter);
  });
});

describe('tags', () => {
  const headers = { 'x-oss-tagging': 'team=red&%E7%BB%84=a%20b&empty=&bare' };
  const CASES = [
    ['team', 'red'],
    ['组', 'a b'],
    ['empty', ''],
    ['bare', ''],
    ['Team', undefined],
    ['other', undefined],
  ] as const;

  it.each(CASES)('that a request sets: %s is %j', (name, value) => {
    expect(ask(`oss:requestobjecttag/${name}`, { headers })).toBe(value);
  });

  it.each(CASES)('that an object has: %s is %j', (name, value) => {
    expect(ask(`oss:existingobjecttag/${name}`, {}, { tagging: headers['x-oss-tagging'] })).toBe(value);
  });

  it('of a request are not those of the object, nor the other way round', () => {
    expect(ask('oss:existingobjecttag/team', { headers }, {})).toBeUndefined();
    expect(ask('oss:existingobjecttag/team', { headers })).toBeUndefined();
    expect(ask('oss:requestobjecttag/team', {}, { tagging: 'team=red' })).toBeUndefined();
  });
});

it.each(['acs:sourcevpc', 'acs:mfapresent', 'oss:buckettag/team', 'acs:other', 'team'])('%s is never there', (key) => {
  expect(
    ask(key, { principal: alice, headers: { 'x-oss-tagging': 'team=red' } }, { tagging: 'team=red' }),
  ).toBeUndefined();
});
