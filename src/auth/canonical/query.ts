import { encodePercentBytes } from '../../wire/percent.ts';
import type { Query } from '../../wire/query.ts';

/**
 * Every query parameter but the signature itself, encoded anew and sorted by encoded name: V2 and V4 (access.md V4-2).
 * An empty value leaves the name alone.
 * @param plusIsBlank reads `+` as the blank that oss2 means by it.
 * @param keepEmpty leaves an empty value its equals sign, as ali-oss signs it.
 */
export function encodedQuery(query: Pick<Query, 'parameters'>, plusIsBlank: boolean, keepEmpty = false): string {
  if (query.parameters.length === 0) return '';
  const pairs: [name: string, value: string][] = [];
  for (const { name, value, literal } of query.parameters) {
    if (name === 'x-oss-signature') continue;
    const read = plusIsBlank ? value : literal;
    const sign = read === undefined || (read === '' && !keepEmpty) ? '' : '=';
    pairs.push([encodePercentBytes(name), sign + encodePercentBytes(read ?? '')]);
  }
  pairs.sort(byNameThenValue);
  let text = '';
  for (const [name, value] of pairs) {
    if (text !== '') text += '&';
    text += name + value;
  }
  return text;
}

/** The values of `keepEmpty` that give different strings for this query. */
export function emptyReadings({ parameters }: Query): boolean[] {
  return parameters.some(({ literal }) => literal === '') ? [false, true] : [false];
}

/** The values of `plusIsBlank` that give different strings for this query. */
export function blankReadings(query: Query): boolean[] {
  return query.raw.includes('+') ? [false, true] : [false];
}

function byNameThenValue(a: [string, string], b: [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return 0;
}
