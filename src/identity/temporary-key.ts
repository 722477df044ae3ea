import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Random } from '../runtime/index.ts';

/**
 * Ids of temporary keys: `STS.N` and 24 base-58 digits (services.md §1.8). The digits hold 9 random bytes and a mark made
 * from them with the issuer's key, so that an id shows whether it was issued here without being remembered.
 */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const SHAPE = /^STS\.N[1-9A-HJ-NP-Za-km-z]{24}$/;
const PREFIX = 'STS.N';
const DIGITS = 24;
const RANDOM_BYTES = 9;
const MARK_BYTES = 8;

export function makeTemporaryId(key: Buffer, random: Random): string {
  const bytes = random.bytes(RANDOM_BYTES);
  let number = BigInt(`0x${Buffer.concat([bytes, mark(key, bytes)]).toString('hex')}`);
  let digits = '';
  for (let i = 0; i < DIGITS; i++) {
    digits = ALPHABET[Number(number % 58n)] + digits;
    number /= 58n;
  }
  return PREFIX + digits;
}

/** Whether an id was made with this key. */
export function isTemporaryId(key: Buffer, accessKeyId: string): boolean {
  if (!SHAPE.test(accessKeyId)) return false;
  let number = 0n;
  for (const digit of accessKeyId.slice(PREFIX.length)) number = number * 58n + BigInt(ALPHABET.indexOf(digit));
  const hex = number.toString(16).padStart((RANDOM_BYTES + MARK_BYTES) * 2, '0');
  if (hex.length > (RANDOM_BYTES + MARK_BYTES) * 2) return false;
  const bytes = Buffer.from(hex, 'hex');
  return timingSafeEqual(mark(key, bytes.subarray(0, RANDOM_BYTES)), bytes.subarray(RANDOM_BYTES));
}

function mark(key: Buffer, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update('id').update(bytes).digest().subarray(0, MARK_BYTES);
}
