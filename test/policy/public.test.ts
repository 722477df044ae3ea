import { describe, expect, it } from 'vitest';
import { compile } from '../../src/policy/compile.ts';
import { isPublic, withoutPublic } from '../../src/policy/public.ts';
import { read, requestOf, verdict } from './support.ts';
import { allow, deny, type Parts, policy } from './tables/section.ts';

const to = (Principal: unknown, Condition?: unknown) =>
  allow('oss:GetObject', 'acs:oss:*:*:b/*', { Principal, ...(Condition === undefined ? {} : { Condition }) });

/** "Block public access" of the help center: what makes a statement public. */
const TABLE: readonly (readonly [why: string, isPublic: boolean, ...statements: Parts[]])[] = [
  ['an Allow for everyone', true, to('*')],
  ['an Allow for everyone in a list', true, to(['*'])],
  ['everyone beside a fixed identity', true, to(['20214760404935', '*'])],
  ['a fixed identity', false, to(['20214760404935'])],
  ['a role session', false, to(['arn:sts::20214760404935:assumed-role/role/session'])],
  ['any session of a role', true, to(['arn:sts::20214760404935:assumed-role/role/*'])],
  ['a Deny for everyone', false, deny('*', '*', { Principal: '*' })],
  ['a statement for nobody', false, allow('*')],
  ['one VPC', false, to('*', { StringEquals: { 'acs:SourceVpc': 'vpc-1' } })],
  ['one VPC by id', false, to('*', { StringEquals: { 'acs:SourceVpcId': ['vpc-1', 'vpc-2'] } })],
  ['one VPC with StringLike', false, to('*', { StringLike: { 'acs:sourcevpc': 'vpc-1' } })],
  ['any VPC', true, to('*', { StringLike: { 'acs:SourceVpc': ['vpc-*'] } })],
  ['one VPC or any', true, to('*', { StringLike: { 'acs:SourceVpc': ['vpc-1', 'vpc-2*'] } })],
  ['all but one VPC', true, to('*', { StringNotEquals: { 'acs:SourceVpc': 'vpc-1' } })],
  ['one access key', false, to('*', { StringEquals: { 'acs:AccessId': 'LTAI1' } })],
  ['any access key', true, to('*', { StringLike: { 'acs:AccessId': '*' } })],
  ['one address', false, to('*', { IpAddress: { 'acs:SourceIp': '203.0.113.9' } })],
  ['a mask of 8 bits', false, to('*', { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } })],
  ['a mask of 7 bits', true, to('*', { IpAddress: { 'acs:SourceIp': '10.0.0.0/7' } })],
  ['a mask of 7 bits among others', true, to('*', { IpAddress: { 'acs:SourceIp': ['10.0.0.1', '10.0.0.0/7'] } })],
  ['all addresses', true, to('*', { IpAddress: { 'acs:SourceIp': '0.0.0.0/0' } })],
  ['an IPv6 mask of 32 bits', false, to('*', { IpAddress: { 'acs:SourceVpcIp': '2001:db8::/32' } })],
  ['an IPv6 mask of 31 bits', true, to('*', { IpAddress: { 'acs:SourceVpcIp': '2001:db8::/31' } })],
  ['all but one address', true, to('*', { NotIpAddress: { 'acs:SourceIp': '203.0.113.9' } })],
  ['a condition on something else', true, to('*', { StringLike: { 'acs:UserAgent': 'curl' } })],
  [
    'a fixed source beside something else',
    false,
    to('*', { Bool: { 'acs:SecureTransport': 'true' }, IpAddress: { 'acs:SourceIp': '10.0.0.1' } }),
  ],
  [
    'one public statement among others',
    true,
    to(['27464958576']),
    to('*', { StringLike: { 'acs:SourceVpc': 'vpc-*' } }),
  ],
  ['a public Allow beside a Deny of all', true, to('*'), deny('*', '*', { Principal: '*' })],
  ['no public statement among many', false, to(['27464958576']), to(['1']), deny('*', '*', { Principal: '*' })],
];

describe('a bucket policy is public or not', () => {
  it.each(TABLE.map((row) => [row[0], row[1], row] as const))('%s: %s', (_, expected, [, , ...statements]) => {
    expect(isPublic(read(policy(...statements), 'bucket'))).toBe(expected);
  });
});

describe('while public access is blocked', () => {
  const whole = compile(
    read(policy(to('*'), to(['200000000000000001']), deny('oss:*', 'acs:oss:*:*:b/x*', { Principal: '*' })), 'bucket'),
    'bucket',
    'p',
  );
  const rest = withoutPublic(whole);

  it('public statements are ignored, and the others decide by their own place', () => {
    const alice = requestOf(['oss:GetObject', 'b/k', '', 'alice']);
    const anonymous = requestOf(['oss:GetObject', 'b/k', '', 'anonymous']);
    expect([verdict([whole], alice), verdict([whole], anonymous)]).toEqual(['allow p[0]', 'allow p[0]']);
    expect([verdict([rest], alice), verdict([rest], anonymous)]).toEqual(['allow p[1]', 'silence']);
  });

  it('a Deny still denies', () => {
    expect(verdict([rest], requestOf(['oss:GetObject', 'b/x', '', 'anonymous']))).toBe('deny p[2]');
  });
});
