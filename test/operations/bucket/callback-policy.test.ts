import { afterEach, beforeEach, expect, test } from 'vitest';
import { FormFields } from '../../../src/forms/fields.ts';
import { callbackPolicy } from '../../../src/operations/bucket/settings/callback-policy.ts';
import { formCallback, requestedCallback } from '../../../src/operations/callback.ts';
import { putObject } from '../../../src/operations/object/putObject.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { type Harness, openHarness } from '../harness.ts';

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  await oss.bucket('examplebucket');
  const [put] = callbackPolicy.operations as [Operation];
  const callback = base64({ callbackUrl: 'http://www.example.com/told', callbackBody: 'key=$' + '{object}' });
  await oss.run(put, '/examplebucket?policy&comp=callback', {
    body: `<BucketCallbackPolicy><PolicyItem><PolicyName>told</PolicyName><Callback>${callback}</Callback><CallbackVar>${base64({ 'x:a': '1', 'x:b': '2' })}</CallbackVar></PolicyItem></BucketCallbackPolicy>`,
  });
});
afterEach(() => oss.store.close());

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

const asked = (headers: Record<string, string>, query = '') =>
  requestedCallback(oss.call(putObject, `/examplebucket/a${query}`, { headers }));

test('an upload that names a policy is called back as the policy says', async () => {
  const callback = await asked({ 'x-oss-callback': base64({ callbackPolicy: 'told' }) });
  expect(callback?.targets.map(({ url }) => url)).toEqual(['http://www.example.com/told']);
  expect([...(callback?.variables ?? [])]).toEqual([
    ['x:a', '1'],
    ['x:b', '2'],
  ]);
});

test('the policy can be named in the query of a signed URL too', async () => {
  const callback = await asked({}, `?callback=${encodeURIComponent(base64({ callbackPolicy: 'told' }))}`);
  expect(callback?.targets).toHaveLength(1);
});

test('what the upload says itself comes before what the policy says', async () => {
  const callback = await asked({
    'x-oss-callback': base64({ callbackPolicy: 'told', callbackUrl: 'http://other.example.com' }),
    'x-oss-callback-var': base64({ 'x:c': '3' }),
  });
  expect(callback?.targets.map(({ host }) => host)).toEqual(['other.example.com']);
  expect([...(callback?.variables ?? [])]).toEqual([['x:c', '3']]);
});

test("a form's own variables come before those of the policy", async () => {
  const fields = new FormFields([
    { name: 'callback', value: base64({ callbackPolicy: 'told' }) },
    { name: 'x:a', value: 'form' },
  ]);
  const callback = await formCallback(oss.call(putObject, '/examplebucket/a'), fields);
  expect([...(callback?.variables ?? [])]).toEqual([
    ['x:a', 'form'],
    ['x:b', '2'],
  ]);
});
