import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { FormPolicy } from './policy.ts';
import type { JsonValue } from './tokenizer.ts';

const ISO_GMT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;
/** Where the day of the month stands. */
const DAY = [8, 10] as const;

/**
 * Reads `2014-12-01T12:00:00.000Z`, with or without its milliseconds (access.md POL-4).
 * @returns milliseconds.
 * @throws OssError `policy-expiration-not-text`, `-empty` or `-unreadable`.
 */
export function readExpiration(value: JsonValue): number {
  if (typeof value !== 'string') throw refuse('policy-expiration-not-text');
  if (value === '') throw refuse('policy-expiration-empty');
  const at = ISO_GMT.test(value) ? Date.parse(value) : Number.NaN;
  // Date.parse takes the 31st of February for the 3rd of March, and 24:00 for the next day.
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== Number(value.slice(...DAY))) {
    throw refuse('policy-expiration-unreadable', { Expiration: value });
  }
  return at;
}

/**
 * Holds the expiration of a policy against the clock (access.md §7.5 step 5). The whole request must have been received
 * before: ask once more when the file has arrived.
 * @param now milliseconds.
 * @returns what was compared.
 * @throws OssError `policy-expired`.
 */
export function checkExpiration(policy: FormPolicy, now: number): Facts {
  const facts: Facts = { expiration: policy.expiration, now };
  if (now > policy.expiration) throw refuse('policy-expired').because(facts);
  return facts;
}
