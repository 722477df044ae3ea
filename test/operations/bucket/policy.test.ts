import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteBucketPolicy } from '../../../src/operations/bucket/deleteBucketPolicy.ts';
import { getBucketPolicy } from '../../../src/operations/bucket/getBucketPolicy.ts';
import { getBucketPolicyStatus } from '../../../src/operations/bucket/getBucketPolicyStatus.ts';
import { putBucketAcl } from '../../../src/operations/bucket/putBucketAcl.ts';
import { putBucketPolicy } from '../../../src/operations/bucket/putBucketPolicy.ts';
import { bucketPolicyOf } from '../../../src/operations/bucket-policy.ts';
import { PUBLIC_ACCESS_BLOCK } from '../../../src/operations/public-access.ts';
import type { BucketRecord } from '../../../src/store/store.ts';
import { errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

const URL = '/examplebucket?policy';
const STATUS = '/examplebucket?policyStatus';
const BLOCKED =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>';

const READ = { Effect: 'Allow', Action: 'oss:GetObject', Resource: 'acs:oss:*:*:examplebucket/*' };
const everyone = { ...READ, Principal: '*' };
const alice = { ...READ, Principal: ['20214760404935'] };

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '1', Statement: statements });
}

function stored(): BucketRecord {
  return oss.store.bucket('examplebucket') as BucketRecord;
}

/** A policy of exactly so many bytes. */
function ofBytes(bytes: number): string {
  const text = policy({ ...alice, Action: ['oss:GetObject'] });
  return text + ' '.repeat(bytes - text.length);
}

describe('a bucket policy', () => {
  test('comes back byte for byte, as JSON', async () => {
    const text = `\n{ "Statement":[\t${JSON.stringify({ ...everyone, Resource: 'acs:oss:*:*:examplebucket/照片/😀*' })} ],\r\n "Version" : "1" } \n`;
    const put = await oss.run(putBucketPolicy, URL, { body: text });
    expect([put.status, put.headers, put.answer.body]).toEqual([200, [], undefined]);
    const got = await oss.run(getBucketPolicy, URL);
    expect([got.status, got.headers, got.contentType, got.text]).toEqual([200, [], 'application/json', text]);
  });

  test('arrives in any chunks', async () => {
    const text = policy({ ...alice, Resource: 'acs:oss:*:*:examplebucket/照片/*' });
    const bytes = Buffer.from(text);
    const cut = bytes.indexOf('照') + 1;
    await oss.run(putBucketPolicy, URL, { body: [bytes.subarray(0, cut), bytes.subarray(cut)], chunked: true });
    expect((await oss.run(getBucketPolicy, URL)).text).toBe(text);
  });

  test('replaces the one before, and is left alone by a refused one', async () => {
    await oss.run(putBucketPolicy, URL, { body: policy(everyone) });
    await oss.run(putBucketPolicy, URL, { body: policy(alice) });
    await oss.refusal(putBucketPolicy, URL, { body: '{}' });
    expect((await oss.run(getBucketPolicy, URL)).text).toBe(policy(alice));
  });

  test('keeps what else was changed while its body arrived', async () => {
    const call = oss.call(putBucketPolicy, URL, { body: policy(alice) });
    await oss.run(putBucketAcl, '/examplebucket?acl', { headers: { 'x-oss-acl': 'public-read' } });
    await putBucketPolicy.run(call);
    expect(stored()).toMatchObject({ acl: 'public-read', documents: { policy: policy(alice) } });
  });

  test('that does not exist is 404 NoSuchBucketPolicy', async () => {
    const refused = await oss.refusal(getBucketPolicy, URL);
    expect(refused.row.status).toBe(404);
    await expectGolden(errorDocument(refused), 'bucket/no-policy.xml');
  });

  test('is deleted with 204, also when there is none', async () => {
    await oss.run(putBucketPolicy, URL, { body: policy(alice) });
    expect((await oss.run(deleteBucketPolicy, URL)).status).toBe(204);
    expect((await oss.run(deleteBucketPolicy, URL)).status).toBe(204);
    expect((await oss.refusal(getBucketPolicy, URL)).cause).toBe('no-bucket-policy');
    expect(stored().documents).toEqual({});
  });
});

describe('a bucket policy is refused', () => {
  test.each([
    ['an empty body', '', 'bucket-policy-bad-grammar', { rule: 'json', at: '' }],
    ['no JSON', '<Policy/>', 'bucket-policy-bad-grammar', { rule: 'json', at: '' }],
    [
      'Version as a number',
      '{"Version":1,"Statement":[]}',
      'bucket-policy-bad-grammar',
      { rule: 'type', at: 'Version' },
    ],
    ['another Version', '{"Version":"2","Statement":[]}', 'bucket-policy-bad-version', { at: 'Version' }],
    ['no statement', '{"Version":"1"}', 'bucket-policy-bad-grammar', { rule: 'missing', at: 'Statement' }],
    [
      'an unknown operator',
      policy({ ...alice, Condition: { Equals: { 'acs:A': 'x' } } }),
      'bucket-policy-bad-grammar',
      { at: 'Statement[0].Condition' },
    ],
    [
      'an id that the manual masks',
      policy({ ...alice, Principal: ['174649585760****'] }),
      'bucket-policy-wildcards-in-a-row',
      { value: '174649585760****' },
    ],
    [
      'two stars in a condition',
      policy({ ...alice, Condition: { StringLike: { 'acs:UserAgent': ['x**'] } } }),
      'bucket-policy-wildcards-in-a-row',
      { value: 'x**' },
    ],
    [
      'a value of 4,096 bytes',
      policy({ ...alice, Resource: ['*', 'é'.repeat(2048)] }),
      'bucket-policy-field-too-long',
      { bytes: 4096 },
    ],
    ['16 KB', ofBytes(16 * 1024), 'bucket-policy-too-large', undefined],
  ])('for %s', async (_, body, cause, facts) => {
    const refused = await oss.refusal(putBucketPolicy, URL, { body });
    expect(refused.cause).toBe(cause);
    if (facts !== undefined) expect(refused.facts).toMatchObject(facts);
    expect([refused.row.status, refused.row.code]).toEqual([400, 'InvalidPolicyDocument']);
    expect(stored().documents).toEqual({});
  });

  test('for bytes that are not UTF-8, and for a byte order mark', async () => {
    const gbk = Buffer.concat([Buffer.from('{"Version":"1","'), Buffer.from([0xd5, 0xd5]), Buffer.from('":""}')]);
    expect((await oss.refusal(putBucketPolicy, URL, { body: gbk })).cause).toBe('bucket-policy-not-utf8');
    const marked = `\ufeff${policy(alice)}`;
    expect((await oss.refusal(putBucketPolicy, URL, { body: marked })).cause).toBe('bucket-policy-bad-grammar');
  });

  test('for a digest that does not match, before it is read as JSON', async () => {
    const md5 = (text: string) => createHash('md5').update(text).digest('base64');
    const wrong = await oss.refusal(putBucketPolicy, URL, { body: '{', headers: { 'Content-MD5': md5('}') } });
    expect(wrong.cause).toBe('content-md5-mismatch');
    const malformed = await oss.refusal(putBucketPolicy, URL, { body: '{', headers: { 'Content-MD5': 'x' } });
    expect(malformed.cause).toBe('content-md5-malformed');
    const body = policy(alice);
    expect((await oss.run(putBucketPolicy, URL, { body, headers: { 'Content-MD5': md5(body) } })).status).toBe(200);
  });

  test('with these bytes', async () => {
    const refused = await oss.refusal(putBucketPolicy, URL, { body: '{"Version":1}' });
    await expectGolden(errorDocument(refused), 'bucket/policy-bad-grammar.xml');
  });

  test('one byte and one value below the limits it is taken', async () => {
    expect((await oss.run(putBucketPolicy, URL, { body: ofBytes(16 * 1024 - 1) })).status).toBe(200);
    const longest = policy({ ...alice, Resource: ['x'.repeat(4095)] });
    expect((await oss.run(putBucketPolicy, URL, { body: longest })).status).toBe(200);
  });

  test('when strict, for acs:SourceIp without acs:SourceVpc and for unknown elements', async () => {
    const ip = { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } };
    const alone = { body: policy(alice, { ...alice, Condition: ip }) };
    const both = policy({ ...alice, Condition: { ...ip, StringNotLike: { 'acs:sourcevpc': 'vpc-*' } } });
    const service = { strict: true };
    expect((await oss.run(putBucketPolicy, URL, alone)).status).toBe(200);
    const refused = await oss.refusal(putBucketPolicy, URL, { ...alone, service });
    expect([refused.cause, refused.facts]).toEqual(['bucket-policy-needs-source-vpc', { statement: 1 }]);
    expect((await oss.run(putBucketPolicy, URL, { body: both, service })).status).toBe(200);
    const sid = { body: policy({ ...alice, Sid: '1' }) };
    expect((await oss.run(putBucketPolicy, URL, sid)).status).toBe(200);
    expect((await oss.refusal(putBucketPolicy, URL, { ...sid, service })).cause).toBe('bucket-policy-bad-grammar');
  });
});

describe('the status of a policy', () => {
  test('is public when a statement opens the bucket to everyone', async () => {
    await oss.run(putBucketPolicy, URL, { body: policy(alice, everyone) });
    const got = await oss.run(getBucketPolicyStatus, STATUS);
    expect(got.contentType).toBe('application/xml');
    await expectGolden(got.text, 'bucket/policy-status-public.xml');
  });

  test('is not public otherwise, and without a policy', async () => {
    await expectGolden((await oss.run(getBucketPolicyStatus, STATUS)).text, 'bucket/policy-status-private.xml');
    await oss.run(putBucketPolicy, URL, { body: policy(alice) });
    await expectGolden((await oss.run(getBucketPolicyStatus, STATUS)).text, 'bucket/policy-status-private.xml');
  });
});

describe('while public access is blocked', () => {
  test('a public policy is refused with 403 and one for named callers is not', async () => {
    await oss.store.updateBucket({ ...stored(), documents: { [PUBLIC_ACCESS_BLOCK]: BLOCKED } });
    const refused = await oss.refusal(putBucketPolicy, URL, { body: policy(everyone) });
    expect(refused.row.status).toBe(403);
    await expectGolden(errorDocument(refused), 'bucket/public-policy-blocked.xml');
    expect((await oss.run(putBucketPolicy, URL, { body: policy(alice) })).status).toBe(200);
    const narrow = { ...everyone, Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } } };
    expect((await oss.run(putBucketPolicy, URL, { body: policy(narrow) })).status).toBe(200);
  });

  test('a policy that is no policy is refused for that first', async () => {
    await oss.store.updateBucket({ ...stored(), documents: { [PUBLIC_ACCESS_BLOCK]: BLOCKED } });
    const refused = await oss.refusal(putBucketPolicy, URL, { body: policy({ ...everyone, Effect: 'allow' }) });
    expect(refused.cause).toBe('bucket-policy-bad-grammar');
  });
});

describe('the compiled policy of a bucket', () => {
  test('is made once for each record, with and without its public statements', async () => {
    expect(bucketPolicyOf(stored())).toBeUndefined();
    expect(bucketPolicyOf(stored(), true)).toBeUndefined();
    await oss.run(putBucketPolicy, URL, { body: policy(everyone, alice) });
    const bucket = stored();
    const whole = bucketPolicyOf(bucket);
    expect(whole).toMatchObject({ name: 'bucket policy', kind: 'bucket', statements: [{ index: 0 }, { index: 1 }] });
    expect(bucketPolicyOf(bucket)).toBe(whole);
    expect(bucketPolicyOf(bucket, true)).toMatchObject({ statements: [{ index: 1 }] });
    expect(bucketPolicyOf(bucket, true)).toBe(bucketPolicyOf(bucket, true));
  });

  test('follows the policy that is put next', async () => {
    await oss.run(putBucketPolicy, URL, { body: policy(everyone) });
    await oss.run(putBucketPolicy, URL, { body: policy(alice, alice) });
    expect(bucketPolicyOf(stored())?.statements).toHaveLength(2);
    await oss.run(deleteBucketPolicy, URL);
    expect(bucketPolicyOf(stored())).toBeUndefined();
  });

  test('of a stored text that is none is a fault of the server, not silence', () => {
    const broken = { ...stored(), documents: { policy: '{"Version":"1"}' } };
    expect(() => bucketPolicyOf(broken)).toThrow('the policy of examplebucket is not one: Statement: is missing');
  });
});
