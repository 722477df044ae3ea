import { expect, test } from 'vitest';
import { SIGNED_BY_OLDER_SDKS } from '../../src/auth/canonical/sub-resources.ts';
import { RESPONSE_OVERRIDES, SIGNED_SUB_RESOURCES, sameSignature, v4Signature } from '../../src/auth/index.ts';

test('the signed parameters are the union of every SDK’s list', () => {
  expect(SIGNED_SUB_RESOURCES.size).toBe(128);
  for (const name of RESPONSE_OVERRIDES) expect(SIGNED_SUB_RESOURCES).toContain(name);
  for (const name of SIGNED_BY_OLDER_SDKS) expect(SIGNED_SUB_RESOURCES).toContain(name);
  for (const name of ['prefix', 'marker', 'max-keys', 'delimiter', 'list-type', 'encoding-type', 'Expires', '']) {
    expect(SIGNED_SUB_RESOURCES).not.toContain(name);
  }
});

test('older SDKs lack what came later', () => {
  for (const name of ['callback', 'callback-var', 'versioning', 'versions', 'versionId']) {
    expect(SIGNED_BY_OLDER_SDKS).not.toContain(name);
  }
});

test('V4 signatures stay the same when more scopes were seen than keys are remembered', () => {
  const sign = (region: string) => v4Signature('secret', { date: '20240601', region, product: 'oss' }, 'text');
  const first = sign('region-0');
  const all = new Set(Array.from({ length: 1500 }, (_, i) => sign(`region-${i}`)));
  expect(all.size).toBe(1500);
  expect(sign('region-0')).toBe(first);
});

test('a signing key belongs to one secret and one scope', () => {
  const scope = { date: '20240601', region: 'cn-hangzhou', product: 'oss' };
  const signatures = [
    v4Signature('secret', scope, 'text'),
    v4Signature('other', scope, 'text'),
    v4Signature('secret', { ...scope, date: '20240602' }, 'text'),
    v4Signature('secret', { ...scope, region: 'cn-beijing' }, 'text'),
    v4Signature('secret', { ...scope, product: 'oss-cloudbox' }, 'text'),
    v4Signature('secret20240601', { ...scope, date: '' }, 'text'),
  ];
  expect(new Set(signatures).size).toBe(signatures.length);
});

test('signatures are compared whole', () => {
  expect(sameSignature('abc=', 'abc=')).toBe(true);
  for (const other of ['', 'abc', 'abc==', 'abd=', 'ABC=']) expect(sameSignature('abc=', other)).toBe(false);
});
