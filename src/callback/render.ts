import { encodePercentBytes } from '../wire/percent.ts';
import type { CallbackRequest } from './read.ts';

/** A value of a variable: a text as byte string, or a number that JSON shows bare. */
export type Value = string | number;

/** The system variables of an upload by name; empty or absent ones have no value (access.md §14.3). */
export type SystemValues = Readonly<Record<string, Value | undefined>>;

/**
 * The body to send. Literal text stays as it is; a form percent-encodes values, JSON quotes them, and what has no value
 * is nothing in a form and `null` in JSON.
 */
export function renderBody(
  request: Pick<CallbackRequest, 'body' | 'bodyType' | 'variables'>,
  values: SystemValues,
): Buffer {
  const { literals, names } = request.body;
  const show = request.bodyType === 'application/json' ? jsonValue : formValue;
  let body = literals[0] as string;
  for (const [i, name] of names.entries()) {
    const value = name.startsWith('x:') ? request.variables.get(name) : ownValue(values, name);
    body += show(value) + literals[i + 1];
  }
  return Buffer.from(body, 'latin1');
}

function ownValue(values: SystemValues, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function formValue(value: Value | undefined): string {
  return value === undefined ? '' : encodePercentBytes(String(value));
}

function jsonValue(value: Value | undefined): string {
  if (value === undefined || value === '') return 'null';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
