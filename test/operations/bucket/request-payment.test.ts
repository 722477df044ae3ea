import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requesterPays } from '../../../src/access/requester-pays.ts';
import { OssError } from '../../../src/errors/oss-error.ts';
import type { Principal } from '../../../src/identity/principal.ts';
import { operations } from '../../../src/operations/index.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { requestPayment } from '../../../src/operations/request-payment.ts';
import { Headers } from '../../../src/wire/headers.ts';
import { Query } from '../../../src/wire/query.ts';
import {
  ANONYMOUS,
  accountKeys,
  errorDocument,
  expectGolden,
  type Harness,
  OWNER,
  openHarness,
  STRANGER,
} from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

const [putBucketRequestPayment, getBucketRequestPayment] = requestPayment.operations as [Operation, Operation];
const URL = '/examplebucket?requestPayment';
const document = (payer: string) =>
  `<RequestPaymentConfiguration><Payer>${payer}</Payer></RequestPaymentConfiguration>`;

test('the owner pays until it is set otherwise', async () => {
  await expectGolden((await oss.run(getBucketRequestPayment, URL)).text, 'bucket/request-payment-default.xml');
});

test('what was put is returned', async () => {
  const answer = await oss.run(putBucketRequestPayment, URL, { body: document(' Requester ') });
  expect([answer.status, answer.headers, answer.answer.body]).toEqual([200, [], undefined]);
  await expectGolden((await oss.run(getBucketRequestPayment, URL)).text, 'bucket/request-payment.xml');
  await oss.run(putBucketRequestPayment, URL, { body: document('BucketOwner') });
  await expectGolden((await oss.run(getBucketRequestPayment, URL)).text, 'bucket/request-payment-default.xml');
});

test.each([
  ['', 'an empty body', 'request-payment-malformed-xml'],
  ['<Payer>Requester</Payer>', 'the payer alone', 'request-payment-malformed-xml'],
  ['<RequestPaymentConfiguration/>', 'no payer', 'request-payment-malformed-xml'],
  [document(''), 'an empty payer', 'request-payment-bad-payer'],
  [document('requester'), 'a payer in lower case', 'request-payment-bad-payer'],
  [document('Other'), 'another payer', 'request-payment-bad-payer'],
])('%j is MalformedXML: %s', async (body, _, cause) => {
  const refused = await oss.refusal(putBucketRequestPayment, URL, { body });
  expect(refused.cause).toBe(cause);
  await expectGolden(errorDocument(refused), `bucket/${cause}.xml`);
});

describe('where the requester pays', () => {
  const named = (name: string) => operations.find((operation) => operation.name === name) as Operation;
  const user = (account: string): Principal => ({
    kind: 'user',
    account,
    accessKeyId: 'ak',
    userId: '200000000000000001',
    name: 'dev',
  });
  const ask = async (
    caller: Principal,
    headers: Record<string, string> = {},
    query = '',
    operation = 'GetObject',
    payer: 'Requester' | 'BucketOwner' = 'Requester',
  ) => {
    const name = `bucket-${operation.toLowerCase()}`;
    const bucket =
      oss.store.bucket(name) ?? (await oss.bucket(name, { documents: { requestPayment: document(payer) } }));
    const request = {
      operation: named(operation),
      headers: new Headers(Object.entries(headers).flat()),
      query: new Query(query),
    };
    try {
      return requesterPays(bucket, caller, request);
    } catch (error) {
      if (error instanceof OssError) return error.cause;
      throw error;
    }
  };
  const ACCEPTS = { 'x-oss-request-payer': 'requester' };
  const FACTS = { payer: 'Requester' };

  test('the owner and users of the same account never say so', async () => {
    expect(await ask(accountKeys(OWNER))).toMatchObject({ ...FACTS, owner: true });
    expect(await ask(user(OWNER))).toMatchObject({ ...FACTS, owner: true });
  });

  test('another account has to accept the charge, in a header or in the query of a signed URL', async () => {
    for (const caller of [accountKeys(STRANGER), user(STRANGER)]) {
      expect(await ask(caller)).toBe('requester-must-pay');
      expect(await ask(caller, ACCEPTS)).toMatchObject({ owner: false, accepted: 'requester' });
      expect(await ask(caller, {}, 'x-oss-request-payer=requester')).toMatchObject({ owner: false });
      expect(await ask(caller, { 'x-oss-request-payer': 'bucketOwner' })).toBe('requester-must-pay');
      expect(await ask(caller, {}, 'x-oss-request-payer')).toBe('requester-must-pay');
    }
  });

  test('nobody without a name is let in: there is nobody to charge', async () => {
    expect(await ask(ANONYMOUS)).toBe('requester-must-pay');
    expect(await ask(ANONYMOUS, ACCEPTS)).toBe('requester-must-pay');
  });

  test.each([
    'PutObject',
    'HeadObject',
    'CopyObject',
    'UploadPart',
    'DeleteObject',
    'DeleteMultipleObjects',
    'ListObjects',
    'ListObjectsV2',
  ])('%s is charged for', async (operation) => {
    expect(await ask(accountKeys(STRANGER), {}, '', operation)).toBe('requester-must-pay');
  });

  test.each(['GetBucketInfo', 'PutBucketCors', 'GetBucketAcl'])(
    '%s is about settings and is not',
    async (operation) => {
      expect(await ask(accountKeys(STRANGER), {}, '', operation)).toBeUndefined();
    },
  );

  test('nothing is asked where the owner pays, or where there is no bucket', async () => {
    expect(await ask(accountKeys(STRANGER), {}, '', 'GetObject', 'BucketOwner')).toBeUndefined();
    const request = { operation: named('GetObject'), headers: new Headers([]), query: new Query('') };
    expect(requesterPays(undefined, ANONYMOUS, request)).toBeUndefined();
    expect(requesterPays(await oss.bucket('never-set'), ANONYMOUS, request)).toBeUndefined();
  });
});
