import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../runtime/index.ts';

/**
 * Texts that only the holder of the key can read or make: `CAIS`, then a nonce, an AES-256-GCM tag and the encrypted text
 * in standard Base64, 460 characters and more (services.md §1.8).
 */
const PREFIX = 'CAIS';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = NONCE_BYTES + TAG_BYTES;
/** Shorter texts are padded with blanks, so that tokens are as long as the service's. */
const MIN_TEXT_BYTES = 314;

export const SEAL_KEY_BYTES = 32;

export function seal(text: string, key: Buffer, random: Random): string {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const encrypted = cipher.update(padded(text));
  cipher.final();
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64');
}

/** @returns undefined for anything that was not sealed with this key, to the last character. */
export function unseal(sealed: string, key: Buffer): string | undefined {
  if (!sealed.startsWith(PREFIX)) return undefined;
  const base64 = sealed.slice(PREFIX.length);
  const bytes = Buffer.from(base64, 'base64');
  // Node reads Base64 leniently, and a token that was damaged on its way is not the token that was issued.
  if (bytes.length < HEAD_BYTES || bytes.toString('base64') !== base64) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()])
      .toString('utf8')
      .trimEnd();
  } catch {
    return undefined;
  }
}

/** At a length with which the Base64 ends in `=`, so that clients that forget to encode a token in a URL are found out. */
function padded(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  let length = Math.max(bytes.length, MIN_TEXT_BYTES);
  while ((HEAD_BYTES + length) % 3 === 0) length++;
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]);
}
