/**
 * Percent-encoding. Text off the wire is kept as a *byte string*: one character per byte (Latin-1), so that nothing is
 * lost before it is known to be UTF-8.
 */

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes `%XX` in a byte string. @returns undefined when a `%` is not followed by two hex digits. */
export function decodePercent(text: string): string | undefined {
  const first = text.indexOf('%');
  if (first === -1) return text;
  let decoded = text.slice(0, first);
  for (let i = first; i < text.length; i++) {
    const char = text[i] as string;
    if (char !== '%') {
      decoded += char;
      continue;
    }
    const hex = text.slice(i + 1, i + 3);
    if (!/^[0-9a-fA-F]{2}$/.test(hex)) return undefined;
    decoded += String.fromCharCode(Number.parseInt(hex, 16));
    i += 2;
  }
  return decoded;
}

/** Reads a byte string as UTF-8. @returns undefined when the bytes are not well-formed UTF-8. */
export function utf8FromBytes(bytes: string): string | undefined {
  if (isAscii(bytes)) return bytes;
  try {
    return UTF8.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

/** The byte string of a text's UTF-8 form. */
export function bytesFromUtf8(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

const UNRESERVED = /^[A-Za-z0-9\-_.~]*$/;
const ENCODED = Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

/** RFC 3986 encoding of a byte string: all but `A-Z a-z 0-9 - _ . ~` becomes `%XX`, upper case. */
export function encodePercentBytes(bytes: string, keepSlash = false): string {
  if (UNRESERVED.test(bytes)) return bytes;
  let encoded = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i) & 0xff;
    encoded += keepSlash && byte === 0x2f ? '/' : ENCODED[byte];
  }
  return encoded;
}

/** RFC 3986 encoding of a text's UTF-8 bytes. */
export function encodePercent(text: string, keepSlash = false): string {
  return UNRESERVED.test(text) ? text : encodePercentBytes(bytesFromUtf8(text), keepSlash);
}
