import { OssError } from '../../src/errors/oss-error.ts';
import { checkConditions, type PolicyForm } from '../../src/forms/conditions.ts';
import { type FormPolicy, parseFormPolicy } from '../../src/forms/policy.ts';
import { bytesFromUtf8 } from '../../src/wire/percent.ts';

export const EXPIRATION = '2030-01-01T12:00:00.000Z';

/** The policy field of a JSON text. */
export function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** A policy whose `conditions` are written like this. */
export function policyOf(conditions: string): FormPolicy {
  return parseFormPolicy(encoded(`{"expiration":"${EXPIRATION}","conditions":${conditions}}`));
}

/** A form for examplebucket. Names as a page writes them, values as text. */
export function formOf(fields: Readonly<Record<string, string>>, more: Partial<PolicyForm> = {}): PolicyForm {
  const lookup = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), bytesFromUtf8(value)]));
  return { bucket: 'examplebucket', fields: lookup, version: 'v1', ...more };
}

/** Holds a form against conditions written as JSON. */
export function hold(conditions: string, fields: Readonly<Record<string, string>> = {}, more?: Partial<PolicyForm>) {
  return checkConditions(policyOf(conditions), formOf(fields, more));
}

/** What `act` refuses with, its message filled in. */
export function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const { status, code, ec } = error.row;
    const { cause, facts, details } = error;
    return { cause, status, code, ec, message: error.worded('current').message, facts, details, error };
  }
  throw new Error('nothing was refused');
}
