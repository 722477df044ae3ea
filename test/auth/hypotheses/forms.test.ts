import { describe, expect, test } from 'vitest';
import { proveSignature } from '../../../src/auth/hypotheses/prove.ts';
import { v1Signature, v2Signature, v4Signature } from '../../../src/auth/index.ts';
import type { FormClaim } from '../../../src/forms/form-claim.ts';
import { KEYS, NOW_ISO, REGION, request } from '../requests.ts';
import { HOST, hmac, OTHERS } from './cases.ts';

const POLICY = {
  expiration: '2024-06-01T13:00:00.000Z',
  conditions: [['content-length-range', 0, 10_485_760], { bucket: 'examplebucket' }],
};
const JSON_TEXT = JSON.stringify(POLICY);
const FIELD = Buffer.from(JSON_TEXT).toString('base64');
const SCOPE = { date: '20240601', region: REGION, product: 'oss' };
const SECRET = KEYS.accessKeySecret;

const VERSIONS = ['v1', 'v2', 'v4'] as const;
type Version = (typeof VERSIONS)[number];

function sign(version: Version, text: string, secret: string = SECRET, scope = SCOPE): string {
  if (version === 'v1') return v1Signature(secret, text);
  return version === 'v2' ? v2Signature(secret, text) : v4Signature(secret, scope, text);
}

function prove(version: Version, signature: string, policy = FIELD) {
  const { accessKeyId } = KEYS;
  const common = { accessKeyId, policy, signature, token: undefined };
  const credential = `${accessKeyId}/20240601/${REGION}/oss/aliyun_v4_request`;
  const claim: FormClaim =
    version === 'v4' ? { ...common, version, credential, date: NOW_ISO } : { ...common, version };
  const around = {
    host: HOST,
    base: 'oss-cn-hangzhou.aliyuncs.com',
    path: '/',
    region: REGION,
    accessKeyId,
    others: OTHERS,
  };
  return proveSignature({ request: request('POST', '/'), claim, secret: SECRET, around });
}

const lined = (text: string, width: number) => `${text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n')}\n`;
const indented = Buffer.from(JSON.stringify(POLICY, undefined, 2)).toString('base64');

/** Mistake, how it was made, and the text that was signed. */
const TEXTS: readonly (readonly [name: string, how: string, text: string])[] = [
  ['policy-text', 'the JSON itself', JSON_TEXT],
  ['policy-text', 'Base64 of Base64', Buffer.from(FIELD).toString('base64')],
  ['policy-text', 'with a line feed', `${FIELD}\n`],
  ['policy-text', 'with line breaks, as Python and Java encode', lined(FIELD, 76)],
  ['policy-text', 'percent-encoded', encodeURIComponent(FIELD)],
  ['policy-text', 'the same policy, indented', indented],
];

describe.each(VERSIONS)('a %s form', (version) => {
  test.each(TEXTS)('%s: %s', (name, _, text) => {
    const proof = prove(version, sign(version, text));
    expect(proof.proven?.hypotheses).toEqual([name]);
    expect(proof).toMatchObject({ server: { stringToSign: FIELD }, client: { stringToSign: text } });
  });

  test.each([
    ['secret-blanks', `${SECRET} `],
    ['secret-of-another-key', 'alice-secret'],
    ['secret-is-the-id', KEYS.accessKeyId],
    ['secret-empty', ''],
  ])('%s', (name, secret) => {
    expect(prove(version, sign(version, FIELD, secret)).proven?.hypotheses).toEqual([name]);
  });

  test('a field with line breaks, signed without', () => {
    expect(prove(version, sign(version, FIELD), lined(FIELD, 76)).proven?.hypotheses).toEqual(['policy-text']);
  });

  test('another policy is not explained', () => {
    const other = Buffer.from(JSON_TEXT.replace('10485760', '1')).toString('base64');
    const proof = prove(version, sign(version, other));
    expect(proof.proven).toBeUndefined();
    expect(proof.tried).toContain('policy-text');
  });
});

describe('the signature of a form', () => {
  const raw = (hash: string, key: string | Buffer) => hmac(hash, key, FIELD);
  test.each([
    ['hash', 'v1', raw('sha256', SECRET).toString('base64')],
    ['hash', 'v2', raw('sha1', SECRET).toString('base64')],
    ['signature-encoding', 'v1', raw('sha1', SECRET).toString('hex')],
    ['signature-encoding', 'v1', btoa(raw('sha1', SECRET).toString('hex'))],
    ['key-derivation', 'v4', raw('sha256', SECRET).toString('hex')],
    ['version-mixed-up', 'v4', raw('sha1', SECRET).toString('base64')],
    ['scope-region', 'v4', sign('v4', FIELD, SECRET, { ...SCOPE, region: `oss-${REGION}` })],
    ['scope-region', 'v4', sign('v4', FIELD, SECRET, { ...SCOPE, region: 'cn-beijing' })],
    ['scope-date', 'v4', sign('v4', FIELD, SECRET, { ...SCOPE, date: '20240602' })],
    ['scope-product', 'v4', sign('v4', FIELD, SECRET, { ...SCOPE, product: 's3' })],
  ] as const)('%s in %s', (name, version, signature) => {
    expect(prove(version, signature).proven?.hypotheses).toEqual([name]);
  });
});
