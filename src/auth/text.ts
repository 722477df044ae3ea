import { utf8FromBytes } from '../wire/percent.ts';

/** A byte string as text to show: UTF-8 where it is, else each byte as its Latin-1 character. */
export function shown(bytes: string): string {
  return utf8FromBytes(bytes) ?? bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => `${byte.toString(16).toUpperCase().padStart(2, '0')} `);

/** StringToSignBytes: upper-case hex, a blank after every byte, the last one too (wire.md (a)9). */
export function hexBytes(bytes: string): string {
  let hex = '';
  for (let i = 0; i < bytes.length; i++) hex += HEX[bytes.charCodeAt(i) & 0xff];
  return hex;
}
