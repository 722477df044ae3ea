import { utf8FromBytes } from '../wire/percent.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Decodes a parameter of a callback. @returns undefined when it is not standard Base64 with its padding. */
export function decodeBase64(base64: string): Buffer | undefined {
  return BASE64.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

/** What ArgumentValue shows: the decoded text, or the raw text where it does not decode (access.md §14.2). */
export function shownValue(base64: string): string {
  return decodeText(base64) ?? base64;
}

/** The UTF-8 text in a Base64 parameter. */
export function decodeText(base64: string): string | undefined {
  const bytes = decodeBase64(base64);
  return bytes && utf8FromBytes(bytes.toString('latin1'));
}

/** A JSON text that is an object. */
export function parseJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

export function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

/** No JSON text means undefined, so undefined stands for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
