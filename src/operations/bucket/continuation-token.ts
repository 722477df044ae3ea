/**
 * Tokens of ListObjectsV2: Y64 of a protobuf message whose only field, number 1, is the last key returned
 * (operations.md §2.7; `CgJiYw--` says "bc"). Y64 is Base64 with `+` as `.`, `/` as `_` and `=` as `-`.
 */

/** Field 1, length-delimited. */
const TAG = 0x0a;
const Y64 = /^(?:[A-Za-z0-9._]{4})*(?:[A-Za-z0-9._]{2}--|[A-Za-z0-9._]{3}-)?$/;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param key the last key or common prefix of the page; at most 1023 bytes in UTF-8. */
export function continuationToken(key: string): string {
  const text = Buffer.from(key, 'utf8');
  return Buffer.concat([Buffer.from([TAG, ...varint(text.length)]), text])
    .toString('base64')
    .replaceAll('+', '.')
    .replaceAll('/', '_')
    .replaceAll('=', '-');
}

/** @returns the key, or undefined when the token was not made by `continuationToken`. */
export function keyOfToken(token: string): string | undefined {
  if (!Y64.test(token)) return undefined;
  const bytes = Buffer.from(token.replaceAll('.', '+').replaceAll('_', '/').replaceAll('-', '='), 'base64');
  if (bytes[0] !== TAG) return undefined;
  // The length has one byte up to 127, else two: a key has at most 1023 bytes.
  const first = bytes[1] ?? 0;
  const start = first < 0x80 ? 2 : 3;
  const length = first < 0x80 ? first : (first & 0x7f) | ((bytes[2] ?? 0) << 7);
  if (bytes.length !== start + length) return undefined;
  try {
    const key = UTF8.decode(bytes.subarray(start));
    return continuationToken(key) === token ? key : undefined;
  } catch {
    return undefined;
  }
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, value >> 7];
}
