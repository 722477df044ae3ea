import { refuse } from '../errors/refuse.ts';

/**
 * Decodes Base64 as it arrives, cut anywhere (`Content-Transfer-Encoding: base64`, manual of 2022, PostObject).
 * Line ends and other characters outside the alphabet are passed over (RFC 2045 §6.8); missing padding is forgiven.
 */
export class Base64Decoder {
  /** Up to three characters that do not make three bytes yet. */
  private rest = '';
  private padded = false;

  /** The bytes that are whole now. @throws OssError `form-malformed` for characters behind the padding. */
  write(chunk: Buffer): Buffer {
    const arrived = chunk.toString('latin1').replace(/[^A-Za-z0-9+/=]+/g, '');
    if (this.padded) {
      checkPadding(arrived);
      return NONE;
    }
    const text = this.rest + arrived;
    const padding = text.indexOf('=');
    const data = padding === -1 ? text : text.slice(0, padding);
    if (padding !== -1) {
      this.padded = true;
      checkPadding(text.slice(padding));
    }
    const whole = data.length - (data.length % 4);
    this.rest = data.slice(whole);
    return Buffer.from(data.slice(0, whole), 'base64');
  }

  /** The last bytes. @throws OssError `form-malformed` when a single character is left. */
  end(): Buffer {
    if (this.rest.length === 1) throw broken('the last group has one character');
    return Buffer.from(this.rest, 'base64');
  }
}

const NONE = Buffer.alloc(0);

function checkPadding(text: string): void {
  if (/[^=]/.test(text)) throw broken('characters follow the padding');
}

function broken(why: string) {
  return refuse('form-malformed').because({ why: `Content-Transfer-Encoding is base64, and ${why}` });
}
