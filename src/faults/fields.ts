import { readDuration } from '../runtime/index.ts';
import { FaultProblem } from './spec.ts';

/** What a field may hold: for messages, and the reading. */
export interface Form<T> {
  readonly wanted: string;
  /** @returns undefined for anything else. */
  read(value: unknown): T | undefined;
}

export const text: Form<string> = {
  wanted: 'a text',
  read: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
};

export const truth: Form<true> = { wanted: 'true', read: (value) => (value === true ? true : undefined) };

export const millis: Form<number> = {
  wanted: 'milliseconds, or a span such as 5s',
  read: (value) => (typeof value === 'string' ? readDuration(value) : whole(0).read(value)),
};

export function whole(min: number, max = Number.MAX_SAFE_INTEGER): Form<number> {
  return {
    wanted: max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min} on` : `a whole number from ${min} to ${max}`,
    read: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  };
}

export function oneOf<T extends string>(...values: readonly T[]): Form<T> {
  return { wanted: values.join(', '), read: (value) => values.find((one) => one === value) };
}

/** An object with no fields but these. @throws FaultProblem */
export function fieldsOf(value: unknown, path: readonly string[], names: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FaultProblem(path, 'expected an object');
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) throw new FaultProblem([...path, name], `unknown; there are ${names.join(', ')}`);
  }
  return value as Record<string, unknown>;
}

/** The value of a field that may be missing. @throws FaultProblem */
export function optional<T>(
  from: Record<string, unknown>,
  path: readonly string[],
  name: string,
  form: Form<T>,
): T | undefined {
  const value = from[name];
  if (value === undefined) return undefined;
  const read = form.read(value);
  if (read === undefined) throw new FaultProblem([...path, name], `expected ${form.wanted}`);
  return read;
}
