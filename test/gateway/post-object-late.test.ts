import { afterEach, beforeEach, expect, test } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { postObject } from '../../src/operations/object/postObject.ts';
import type { Call } from '../../src/operations/operation.ts';
import { type Harness, NOW, openHarness } from '../operations/harness.ts';
import { ANY_SIZE, BOUNDARY, formBody, policyText, v1Fields } from '../support/forms.ts';

let house: Harness;
beforeEach(async () => {
  house = await openHarness();
  await house.bucket('b');
});
afterEach(() => house.store.close());

/** A form under a policy that holds for an hour, of which the file's second half comes after `pause` milliseconds. */
function slowly(pause: number): Call {
  const expiration = new Date(NOW + 3_600_000).toISOString();
  const body = formBody({ fields: { key: 'k', ...v1Fields(policyText([ANY_SIZE], expiration)) } });
  const half = body.indexOf('world');
  const headers = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
  const call = house.call(postObject, '/b', { headers, body });
  return {
    ...call,
    identifyForm: () => {},
    body: {
      ...call.body,
      async readInto(take) {
        await take(body.subarray(0, half));
        house.advance(pause);
        await take(body.subarray(half));
        return body.length;
      },
    },
  };
}

test('a form that has arrived as its policy expires is taken', async () => {
  expect(await postObject.run(slowly(3_600_000))).toMatchObject({ status: 204 });
  expect((await house.store.object('b', 'k'))?.lastModified).toBe(NOW + 3_600_000);
});

test('a form whose policy expires while its file is sent is refused, and nothing is stored', async () => {
  const error = await Promise.resolve(postObject.run(slowly(3_600_001))).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(OssError);
  expect(error.cause).toBe('policy-expired');
  expect(error.facts).toEqual({ expiration: NOW + 3_600_000, now: NOW + 3_600_001 });
  expect(await house.store.object('b', 'k')).toBeUndefined();
});
