import { encodePercentBytes } from '../../wire/percent.ts';
import type { Query } from '../../wire/query.ts';

/**
 * Every query parameter but the signature itself, encoded anew and sorted by encoded name: V2 and V4 (access.md V4-2).
 * An empty value leaves the name alone.
 */
export function encodedQuery(query: Query): string {
  if (query.parameters.length === 0) return '';
  const pairs: [name: string, value: string][] = [];
  for (const { name, value } of query.parameters) {
    if (name !== 'x-oss-signature') pairs.push([encodePercentBytes(name), encodePercentBytes(value ?? '')]);
  }
  pairs.sort(byNameThenValue);
  let text = '';
  for (const [name, value] of pairs) {
    if (text !== '') text += '&';
    text += value === '' ? name : `${name}=${value}`;
  }
  return text;
}

function byNameThenValue(a: [string, string], b: [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return 0;
}
