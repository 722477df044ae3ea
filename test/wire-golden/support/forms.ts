import type { Cause } from '../../../src/errors/refuse.ts';
import { type Fields, formBody, postBytes, type TestForm, v1Fields } from '../../support/forms.ts';
import { BUCKET, type Case, ENDPOINT, type RawAsk } from './case.ts';
import { absent, KEY } from './requests.ts';

export const HOST = `${BUCKET}.${ENDPOINT}`;

/** Bytes of a request that posts this body. */
export const posted = (body: Buffer, headers: Fields = {}): RawAsk => ({
  bytes: postBytes({ host: HOST, body, headers, keepAlive: true }),
});
/** A form as it is. */
export const form = (one: TestForm, headers: Fields = {}): RawAsk => posted(formBody(one), headers);
/** A signed form for `KEY`. */
export const signed = (fields: Fields = {}, more: Omit<TestForm, 'fields'> = {}): RawAsk =>
  form({ fields: { key: KEY, ...fields, ...v1Fields() }, ...more });
/** A form without a signature. */
export const anonymous = (fields: Fields = {}, more: Omit<TestForm, 'fields'> = {}): RawAsk =>
  form({ fields: { key: KEY, ...fields }, ...more });

export function refused(cause: Cause, rule: string, ask: RawAsk, more: Partial<Case> = {}): Case {
  return { name: cause, rule, cause, ask, after: absent, ...more };
}

export function limited(min: number, max: number): RawAsk {
  return policed([['content-length-range', min, max]]);
}

/** A form under these conditions. */
export function policed(conditions: readonly unknown[], fields: Fields = {}): RawAsk {
  return under(JSON.stringify({ expiration: '2024-10-31T09:00:00.000Z', conditions }), fields);
}

/** A form under a policy of this text. */
export function under(policy: string, fields: Fields = {}): RawAsk {
  return form({ fields: { key: KEY, ...fields, ...v1Fields(policy) } });
}

/** A form with some of its signature's fields changed, or left away. */
export function changed(fields: Fields, changes: Readonly<Record<string, string | undefined>>): RawAsk {
  const left = Object.entries({ ...fields, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return form({ fields: { key: KEY, ...Object.fromEntries(left) } });
}
