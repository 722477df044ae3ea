import { refuse } from '../../../errors/refuse.ts';
import { childText, type XmlNode } from '../../../xml/read.ts';

type DelimiterCause =
  | 'select-input-delimiter-invalid'
  | 'select-output-delimiter-invalid'
  | 'select-record-delimiter-invalid'
  | 'select-output-record-delimiter-invalid'
  | 'select-quote-invalid'
  | 'select-comment-invalid';

/**
 * An element that holds a few bytes in Base64.
 * @param absent what counts when the element is missing or empty.
 * @param most bytes.
 * @throws OssError `cause`.
 */
export function bytesOf(parent: XmlNode, name: string, absent: string, most: number, cause: DelimiterCause): string {
  const text = childText(parent, name)?.trim() ?? '';
  if (text === '') return absent;
  const bytes = decodeBase64(text);
  if (bytes === undefined || bytes.length === 0 || bytes.length > most) throw refuse(cause, { Value: text });
  return bytes.toString('latin1');
}

/** Base64 with its padding; blanks and line ends inside are passed over. @returns undefined for anything else. */
export function decodeBase64(text: string): Buffer | undefined {
  const dense = text.replace(/\s+/g, '');
  const whole = dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
  return whole ? Buffer.from(dense, 'base64') : undefined;
}
