import { createHash } from 'node:crypto';
import type { Random } from '../runtime/index.ts';

/** 18 digits that begin with 20, the same for the same name (access.md §9). */
export function userIdOf(account: string, name: string): string {
  return `20${digits(`user/${account}/${name}`, 16)}`;
}

/** 18 digits that begin with 3, the same for the same name. */
export function roleIdOf(account: string, name: string): string {
  return `3${digits(`role/${account}/${name}`, 17)}`;
}

function digits(name: string, count: number): string {
  const number = createHash('sha256').update(name).digest().readBigUInt64BE();
  return number.toString().padStart(20, '0').slice(-count);
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` letters and digits, each as likely as the others. */
export function randomAlphanumeric(random: Random, length: number): string {
  const fair = 256 - (256 % ALPHANUMERIC.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random.bytes(length - text.length)) {
      if (byte < fair) text += ALPHANUMERIC[byte % ALPHANUMERIC.length];
    }
  }
  return text;
}
