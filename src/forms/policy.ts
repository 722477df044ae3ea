import { isUtf8 } from 'node:buffer';
import { refuse } from '../errors/refuse.ts';
import { readExpiration } from './expiration.ts';
import { type Condition, readCondition } from './policy-condition.ts';
import { type JsonValue, readPolicyJson } from './tokenizer.ts';

/** What the signer of a form allows. */
export interface FormPolicy {
  /** The JSON text, for the record. */
  readonly text: string;
  /** Milliseconds. */
  readonly expiration: number;
  /** At least one, in document order. */
  readonly conditions: readonly Condition[];
}

/** The alphabet of Base64, without line breaks; the length must be right as well. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Reads the policy field of a form: Base64, UTF-8, JSON, then its shape (access.md §7.5 steps 1 to 4).
 * @param field as sent, a byte string.
 * @throws OssError `policy-…`, 400 InvalidPolicyDocument: the first fault in the order of those steps.
 */
export function parseFormPolicy(field: string): FormPolicy {
  if (field.length % 4 !== 0 || !BASE64.test(field)) throw refuse('policy-not-base64');
  const bytes = Buffer.from(field, 'base64');
  if (!isUtf8(bytes)) throw refuse('policy-not-utf8');
  const text = bytes.toString('utf8');
  const { expiration, conditions } = readMembers(readPolicyJson(text));
  return { text, expiration: readExpiration(expiration), conditions: readConditions(conditions) };
}

/** The two members, and no others. Of a member given twice the later counts, as in most JSON readers. */
function readMembers(document: JsonValue): { readonly expiration: JsonValue; readonly conditions: JsonValue } {
  let expiration: JsonValue | undefined;
  let conditions: JsonValue | undefined;
  if (typeof document === 'object' && document !== null && 'members' in document) {
    for (const [name, value] of document.members) {
      if (name === 'expiration') expiration = value;
      else if (name === 'conditions') conditions = value;
      else throw refuse('policy-unknown-member', { Member: name });
    }
  }
  if (expiration === undefined) {
    throw conditions === undefined ? refuse('policy-empty') : refuse('policy-without-expiration');
  }
  if (conditions === undefined) throw refuse('policy-without-conditions');
  return { expiration, conditions };
}

function readConditions(value: JsonValue): Condition[] {
  if (!Array.isArray(value)) throw refuse('policy-conditions-not-list');
  if (value.length === 0) throw refuse('policy-conditions-empty');
  return value.map(readCondition);
}
