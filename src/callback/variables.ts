import { bytesFromUtf8 } from '../wire/percent.ts';
import { parseJsonObject } from './decode.ts';

/** Custom variables: `x:name` and its value, both byte strings. */
export type Variables = ReadonlyMap<string, string>;

const PREFIX = 'x:';

/**
 * Reads the decoded callback-var.
 * @returns undefined unless it is a JSON object of strings whose names begin with a lower-case `x:`.
 */
export function readVariables(text: string): Variables | undefined {
  const given = parseJsonObject(text);
  if (given === undefined) return undefined;
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string' || !name.startsWith(PREFIX)) return undefined;
    variables.set(bytesFromUtf8(name), bytesFromUtf8(value));
  }
  return variables;
}

/** A field of a form: its name as text, its value as byte string. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** The fields of a form that are variables; of a repeated name the first counts. */
export function variablesOfForm(fields: Iterable<Field>): Variables {
  const variables = new Map<string, string>();
  for (const field of fields) {
    const name = bytesFromUtf8(field.name);
    if (name.startsWith(PREFIX) && !variables.has(name)) variables.set(name, field.value);
  }
  return variables;
}
