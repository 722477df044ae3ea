import { expect, test } from 'vitest';
import { type SigningKeys, signV1Url, signV2Url, signV4Url, type Unsigned } from '../../src/auth/index.ts';
import type { SignedRequest } from '../../src/auth/request.ts';
import { authenticate, KEYS, NOW, REGION, refusal, request } from './requests.ts';

const OBJECT: Unsigned = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'k' };
const LATER = NOW / 1000 + 3600;

const SIGN = {
  V1: (query: string, keys: SigningKeys = KEYS) => signV1Url({ ...OBJECT, query }, keys, LATER),
  V2: (query: string, keys: SigningKeys = KEYS) => signV2Url({ ...OBJECT, query }, keys, LATER),
  V4: (query: string, keys: SigningKeys = KEYS) => signV4Url({ ...OBJECT, query }, keys, NOW, 3600, { region: REGION }),
} as const;
const VERSIONS = ['V1', 'V2', 'V4'] as const;

const from = (remoteAddress: string, query: string): SignedRequest => ({
  ...request('GET', `/k?${query}`),
  remoteAddress,
});
const causeOf = (seen: SignedRequest): string => refusal(() => authenticate(seen)).cause;
const forAddress = (address: string, mask: string | number, more = '') =>
  `${more}x-oss-ac-source-ip=${address}&x-oss-ac-subnet-mask=${mask}`;

test.each(VERSIONS)('a %s URL for one address works from there and from nowhere else', (version) => {
  const query = SIGN[version](forAddress('192.0.2.7', 32));
  expect(authenticate(from('192.0.2.7', query))).toBeDefined();
  expect(authenticate(from('::ffff:192.0.2.7', query))).toBeDefined();
  expect(causeOf(from('192.0.2.8', query))).toMatch(/^signature-mismatch-address/);
});

test.each([
  [24, '192.0.2.0', '192.0.2.255', '192.0.3.1'],
  [20, '192.0.16.0', '192.0.31.9', '192.0.32.9'],
  [1, '128.0.0.0', '200.1.2.3', '100.1.2.3'],
] as const)('a mask of %i bits lets a network in', (mask, network, inside, outside) => {
  const query = SIGN.V1(forAddress(network, mask));
  expect(authenticate(from(inside, query))).toBeDefined();
  expect(causeOf(from(outside, query))).toBe('signature-mismatch-address');
});

test('a mask of no bits lets everybody in who has a URL for 0.0.0.0', () => {
  expect(authenticate(from('203.0.113.9', SIGN.V1(forAddress('0.0.0.0', 0))))).toBeDefined();
});

test.each(VERSIONS)('the address of a %s URL need not stand in it', (version) => {
  const query = SIGN[version](forAddress('192.0.2.7', 32)).replace('x-oss-ac-source-ip=192.0.2.7&', '');
  expect(authenticate(from('192.0.2.7', query))).toBeDefined();
  expect(causeOf(from('192.0.2.8', query))).toMatch(/^signature-mismatch-address/);
});

test('an address written into the URL later helps nobody', () => {
  const query = SIGN.V1(forAddress('192.0.2.7', 32)).replace('192.0.2.7', '192.0.2.8');
  expect(authenticate(from('192.0.2.7', query))).toBeDefined();
  expect(causeOf(from('192.0.2.8', query))).toBe('signature-mismatch-address');
});

test('a mask made wider later helps nobody', () => {
  const query = SIGN.V1(forAddress('192.0.2.7', 32)).replace('mask=32', 'mask=0');
  expect(causeOf(from('192.0.2.7', query))).toBe('signature-mismatch-address');
});

test('this machine is 127.0.0.1 by either family', () => {
  const query = SIGN.V4(forAddress('127.0.0.1', 32));
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    expect(authenticate(from(address, query))).toBeDefined();
  }
});

test('an IPv6 caller is compared whole', () => {
  const query = SIGN.V4(forAddress('2001%3Adb8%3A%3A1', 128));
  expect(authenticate(from('2001:db8::1', query))).toBeDefined();
  expect(causeOf(from('2001:db8::2', query))).toBe('signature-mismatch-address-v4');
});

test.each(VERSIONS)('nobody is in the VPC that a %s URL asks for', (version) => {
  const query = SIGN[version]('x-oss-ac-vpc-id=vpc-t4nlw426y44rd3iq4xxxx');
  expect(causeOf(from('127.0.0.1', query))).toMatch(/^signature-mismatch-(vpc|v2|v4)$/);
});

test('what a URL refused is for decides its cause: a forwarded caller, a VPC, an address', () => {
  const wrong = { ...KEYS, accessKeySecret: 'not-the-secret' };
  const mask = 'x-oss-ac-subnet-mask=32';
  expect(causeOf(from('127.0.0.1', SIGN.V1(mask, wrong)))).toBe('signature-mismatch-address');
  expect(causeOf(from('127.0.0.1', SIGN.V1(`x-oss-ac-forward-allow=true&${mask}`, wrong)))).toBe(
    'signature-mismatch-forwarded',
  );
  expect(causeOf(from('127.0.0.1', SIGN.V1(`x-oss-ac-vpc-id=vpc-1&${mask}`, wrong)))).toBe('signature-mismatch-vpc');
  expect(causeOf(from('127.0.0.1', SIGN.V2(mask, wrong)))).toBe('signature-mismatch-address-v2');
  expect(causeOf(from('127.0.0.1', SIGN.V4(mask, wrong)))).toBe('signature-mismatch-address-v4');
});

test.each(['33.5', '129', '-1', 'all', ''])('%j is no mask', (mask) => {
  expect(causeOf(from('127.0.0.1', SIGN.V1(`x-oss-ac-subnet-mask=${mask}`)))).toBe('url-subnet-mask-invalid');
});

test('an address without a mask is signed as any other parameter', () => {
  expect(authenticate(from('127.0.0.1', SIGN.V1('x-oss-ac-source-ip=192.0.2.7')))).toBeDefined();
});

test('the refusal shows the address that was seen', () => {
  const { extras } = refusal(() => authenticate(from('192.0.2.200', SIGN.V1(forAddress('192.0.2.7', 24)))));
  expect(extras.StringToSign).toContain('/k?x-oss-ac-source-ip=192.0.2.0&x-oss-ac-subnet-mask=24');
});
