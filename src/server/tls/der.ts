/** DER, as much as a certificate needs (X.690 §8, §10). */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left >>>= 8) octets.unshift(left & 0xff);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...items: readonly Buffer[]): Buffer => der(0x30, ...items);
export const set = (...items: readonly Buffer[]): Buffer => der(0x31, ...items);
export const octets = (content: Buffer): Buffer => der(0x04, content);
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));
export const truth = (): Buffer => der(0x01, Buffer.from([0xff]));

/** `[n]` around other elements. */
export const explicit = (n: number, ...items: readonly Buffer[]): Buffer => der(0xa0 | n, ...items);

/** `[n]` in the place of a primitive's own tag. */
export const implicit = (n: number, content: Buffer): Buffer => der(0x80 | n, content);

/** An integer that is not negative, big-endian. */
export function integer(bytes: Buffer): Buffer {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first++;
  const digits = bytes.subarray(first);
  return der(0x02, ...((digits[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), digits);
}

/** @param unused bits at the end of the last byte that do not count. */
export const bits = (content: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content);

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift(0x80 | (left & 0x7f));
  return digits;
}

/** A point in time, of seconds; years from 2050 need the longer form (RFC 5280 §4.1.2.5). @param at milliseconds. */
export function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return text < '2050' ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}
