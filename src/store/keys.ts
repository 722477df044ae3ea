/**
 * Object keys as the database holds and orders them. SQLite's text ends at a NUL for some of its readers, so U+0000 and
 * U+0001 are written as two characters each; order and prefixes stay those of the keys' UTF-8 bytes.
 */

const NUL = '\x01\x01';
const SOH = '\x01\x02';

export function toColumn(key: string): string {
  if (!key.includes('\0') && !key.includes('\x01')) return key;
  return key.replaceAll('\x01', SOH).replaceAll('\0', NUL);
}

export function fromColumn(column: string): string {
  if (!column.includes('\x01')) return column;
  return column.replaceAll(NUL, '\0').replaceAll(SOH, '\x01');
}

/** Sorts after every text: SQLite puts blobs last. */
const ABOVE_ALL = Buffer.of(0);

/** The first column value above every one that starts with `column`. */
export function successor(column: string): string | Buffer {
  const points = Array.from(column);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) as number;
    if (point === 0x10ffff) continue;
    // U+D800 to U+DFFF are not characters: UTF-8 goes from U+D7FF to U+E000.
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return ABOVE_ALL;
}

/** The common prefix that `key` belongs to, when a delimiter follows the prefix. */
export function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}
