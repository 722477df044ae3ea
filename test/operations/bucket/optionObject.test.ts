import { afterEach, beforeEach, expect, test } from 'vitest';
import { optionBucket, optionObject } from '../../../src/operations/bucket/optionObject.ts';
import { ANONYMOUS, errorDocument, expectGolden, type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
});
afterEach(() => oss.store.close());

const preflight = (headers: Record<string, string>) => ({ headers, as: ANONYMOUS });

test('a preflight without Origin lacks information', async () => {
  const refused = await oss.refusal(
    optionObject,
    '/examplebucket/a',
    preflight({ 'Access-Control-Request-Method': 'PUT' }),
  );
  expect(refused.row.status).toBe(400);
  await expectGolden(errorDocument(refused), 'bucket/preflight-without-origin.xml');
});

test('a preflight without the method to come lacks information', async () => {
  const refused = await oss.refusal(optionObject, '/examplebucket/a', preflight({ Origin: 'http://a.test' }));
  await expectGolden(errorDocument(refused), 'bucket/preflight-without-method.xml');
});

test('a bucket without CORS rules allows no preflight, to an object that need not exist or to the bucket', async () => {
  const sent = preflight({ Origin: 'http://a.test', 'Access-Control-Request-Method': 'PUT' });
  const refused = await oss.refusal(optionObject, '/examplebucket/missing', sent);
  expect(refused.row.status).toBe(403);
  await expectGolden(errorDocument(refused), 'bucket/cors-not-enabled.xml');
  expect((await oss.refusal(optionBucket, '/examplebucket', sent)).cause).toBe('cors-not-enabled');
});

test('no identity is asked for', () => {
  expect([optionObject.public, optionBucket.public]).toEqual([true, true]);
});
