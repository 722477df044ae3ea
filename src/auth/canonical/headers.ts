import type { Headers } from '../../wire/headers.ts';

/**
 * The header lines of a string to sign: `name:value\n`, names in lower case and byte order.
 * @param signed says whether a header, by its lower-cased name, is part of it.
 */
export function headerLines(headers: Headers, signed: (name: string) => boolean): string {
  const names: string[] = [];
  for (const entry of headers.entries()) if (signed(entry[0])) names.push(entry[0]);
  if (names.length > 1) names.sort();
  let lines = '';
  for (const name of names) lines += `${name}:${headers.get(name)}\n`;
  return lines;
}

/** Headers that every signature version covers. */
export function isOssHeader(name: string): boolean {
  return name.startsWith('x-oss-');
}
