import { describe, expect, test } from 'vitest';
import { findCredential, readClaim, type TokenChecker } from '../../src/auth/index.ts';
import type { Credential } from '../../src/auth/request.ts';
import { CREDENTIAL, refusal, request } from './requests.ts';

const UNKNOWN = 'The OSS Access Key Id you provided does not exist in our records.';
const V1_URL = '/key?OSSAccessKeyId=ossmock&Expires=1&Signature=s';
const V4_URL =
  '/key?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-expires=60&x-oss-signature=s' +
  '&x-oss-credential=ossmock/20240601/cn-hangzhou/oss/aliyun_v4_request';

interface Asked {
  readonly uri?: string;
  readonly headers?: [string, string][];
  readonly lookup?: (id: string) => Credential | undefined;
  readonly tokens?: TokenChecker;
}

function find({
  uri = '/key',
  headers = [],
  lookup = (id) => (id === 'ossmock' ? CREDENTIAL : undefined),
  tokens,
}: Asked) {
  const claim = readClaim(request('GET', uri, headers));
  if (claim === undefined) throw new Error('anonymous');
  return findCredential(claim, lookup, tokens);
}

const signedBy = (id: string): [string, string] => ['Authorization', `OSS ${id}:signature`];

describe('an AccessKey ID', () => {
  test('that an account has is found', () => {
    expect(find({ headers: [signedBy('ossmock')] })).toBe(CREDENTIAL);
    expect(find({ uri: V1_URL })).toBe(CREDENTIAL);
    expect(find({ uri: V4_URL })).toBe(CREDENTIAL);
  });

  test.each(['1', 'admin', 'OSSMOCK', ' ossmock'])('%j is unknown and echoed as received', (id) => {
    expect(refusal(() => find({ headers: [signedBy(id)] }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: UNKNOWN,
      ec: '0002-00000902',
      extras: { OSSAccessKeyId: id },
    });
  });

  test('that is disabled is told apart from one that is unknown', () => {
    const lookup = () => ({ ...CREDENTIAL, status: 'disabled' as const });
    expect(refusal(() => find({ headers: [signedBy('ossmock')], lookup }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: 'The OSS Access Key Id you provided is disabled.',
      ec: '0002-00000903',
      extras: { OSSAccessKeyId: 'ossmock' },
    });
  });

  test('of a temporary credential means nothing without its token, even when configured', () => {
    expect(refusal(() => find({ headers: [signedBy('STS.abc')], lookup: () => CREDENTIAL }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: `${UNKNOWN} The Security Token may be lost to specify that it is a STS Access Id.`,
      ec: '0002-00000003',
      extras: { OSSAccessKeyId: 'STS.abc' },
    });
  });
});

describe('a security token', () => {
  const token: [string, string] = ['x-oss-security-token', 'invalid-sts-token'];

  test.each(['ossmock', 'STS.abc', 'unknown'])('is refused with the id %s as long as none was issued', (id) => {
    expect(refusal(() => find({ headers: [signedBy(id), token] }))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: UNKNOWN,
      ec: '0002-00000002',
      extras: { OSSAccessKeyId: id },
    });
  });

  test('may not stand in header and query at once', () => {
    for (const uri of ['/key?security-token=t', '/key?x-oss-security-token=t']) {
      expect(refusal(() => find({ uri, headers: [signedBy('ossmock'), token] }))).toMatchObject({
        status: 400,
        code: 'InvalidArgument',
        ec: undefined,
      });
    }
    expect(refusal(() => find({ uri: `${V1_URL}&security-token=t`, headers: [token] })).status).toBe(400);
  });

  test.each([V1_URL, V4_URL])('of a signed URL belongs in the URL: %s', (uri) => {
    expect(refusal(() => find({ uri, headers: [token] }))).toMatchObject({
      status: 400,
      code: 'InvalidRequest',
      message: 'Security-token must be provided by query string parameter.',
      ec: '0002-00000005',
    });
  });

  test('that is empty is none', () => {
    expect(find({ headers: [signedBy('ossmock'), ['x-oss-security-token', '']] })).toBe(CREDENTIAL);
    expect(find({ uri: `${V1_URL}&security-token=` })).toBe(CREDENTIAL);
  });

  test.each([
    ['the header', '/key', [signedBy('STS.a'), ['x-oss-security-token', 't'] as [string, string]]],
    [
      'the header without its prefix, as Python v2 sends it',
      '/key',
      [signedBy('STS.a'), ['security-token', 't'] as [string, string]],
    ],
    ['the query of a request signed in its header', '/key?security-token=t', [signedBy('STS.a')]],
    ['the query of a V1 URL', '/key?OSSAccessKeyId=STS.a&Expires=1&Signature=s&security-token=t', []],
    ['the query of a V4 URL', `${V4_URL.replace('ossmock', 'STS.a')}&x-oss-security-token=t`, []],
  ])('is taken from %s to whoever issues tokens', (_, uri, headers) => {
    const asked: string[][] = [];
    const tokens: TokenChecker = {
      check(...both) {
        asked.push(both);
        return CREDENTIAL;
      },
    };
    expect(find({ uri, headers: headers as [string, string][], tokens })).toBe(CREDENTIAL);
    expect(asked).toEqual([['STS.a', 't']]);
  });

  test.each([
    ['unknown-id', 'InvalidAccessKeyId', UNKNOWN, '0002-00000002', { OSSAccessKeyId: 'STS.a' }],
    [
      'other-id',
      'AccessKeyIdAndSecurityTokenNotMatch',
      'The OSS access key id and security token you provided does not match.',
      '0002-00000004',
      {},
    ],
    ['undecodable', 'InvalidSecurityToken', 'The security token you provided is invalid.', '0002-00000006', {}],
    [
      'expired',
      'SecurityTokenExpired',
      'The security token you provided has expired.',
      '0002-00000007',
      { SecurityToken: 'invalid-sts-token' },
    ],
  ] as const)('judged %s is 403 %s', (verdict, code, message, ec, extras) => {
    const tokens: TokenChecker = { check: () => verdict };
    expect(refusal(() => find({ headers: [signedBy('STS.a'), token], tokens }))).toEqual({
      cause: expect.any(String),
      status: 403,
      code,
      message,
      ec,
      extras,
    });
  });
});
