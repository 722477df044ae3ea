import { decodePercent } from '../wire/percent.ts';

/** Names and values, decoded; byte strings. */
export type Parameters = ReadonlyMap<string, string>;

/** Of a repeated name the last value counts (services.md §1.2). What cannot be decoded stays as sent. */
export function readParameters(...encoded: readonly string[]): Parameters {
  const parameters = new Map<string, string>();
  for (const part of encoded.flatMap((each) => each.split('&'))) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    parameters.set(decoded(name), equals === -1 ? '' : decoded(part.slice(equals + 1)));
  }
  return parameters;
}

function decoded(text: string): string {
  return decodePercent(text.replaceAll('+', ' ')) ?? text;
}
