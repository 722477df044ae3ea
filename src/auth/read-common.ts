import type { SignedRequest } from './request.ts';

/** The request time as sent. x-oss-date beats Date in every version (access.md V1H-4). */
export function requestDate({ headers }: SignedRequest): string | undefined {
  return headers.get('x-oss-date') ?? headers.get('date');
}

/** The security token sent as a header. Python v2 writes it without the prefix (access.md TOK-2). */
export function headerToken({ headers }: SignedRequest): string | undefined {
  return headers.get('x-oss-security-token') || headers.get('security-token') || undefined;
}

/** The security token sent in the query, Base64: `security-token` in V1 and V2, `x-oss-security-token` in V4 (TOK-1). */
export function queryToken({ query }: SignedRequest): string | undefined {
  if (query.parameters.length === 0) return undefined;
  return query.literal('security-token') || query.literal('x-oss-security-token') || undefined;
}

/** A list of header names: `a;b`, in lower case, empty ones dropped. */
export function headerNames(list: string): string[] {
  return list
    .toLowerCase()
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * Splits `key<mark>value, key<mark>value`. Blanks around a part do not count (access.md V4-8), nor does a comma at the
 * end. @returns undefined for a part without mark.
 */
export function pairs(text: string, mark: string): (readonly [key: string, value: string] | undefined)[] {
  const found: (readonly [string, string] | undefined)[] = [];
  for (const part of text.split(',')) {
    const pair = part.trim();
    if (pair === '') continue;
    const at = pair.indexOf(mark);
    found.push(at === -1 ? undefined : [pair.slice(0, at), pair.slice(at + 1)]);
  }
  return found;
}
