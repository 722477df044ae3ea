import { checkPrimeSync, createPrivateKey, type JsonWebKey } from 'node:crypto';
import type { Random } from '../runtime/index.ts';

/** Of the service's key (access.md CB-3). */
const KEY_BITS = 512;
const EXPONENT = 65_537n;

/** Makes an RSA key of 512 bits, as PEM (PKCS 8). The same chance makes the same key, so that a seeded run can be repeated. */
export function makeRsaKey(random: Random): string {
  for (;;) {
    const p = prime(random);
    const q = prime(random);
    const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
    if (p === q || d === undefined) continue;
    const numbers = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) as bigint };
    const jwk: JsonWebKey = { kty: 'RSA' };
    for (const [name, number] of Object.entries(numbers)) jwk[name] = base64url(number);
    return createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' }) as string;
  }
}

/** A prime of half the key's bits, the two highest of them set, so that a product of two has all its bits. */
function prime(random: Random): bigint {
  for (;;) {
    const bytes = random.bytes(KEY_BITS / 16);
    bytes.writeUInt8(bytes.readUInt8(0) | 0xc0, 0);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) | 1, bytes.length - 1);
    if (checkPrimeSync(bytes)) return BigInt(`0x${bytes.toString('hex')}`);
  }
}

/** The inverse of `a` modulo `m`, by Euclid's algorithm; undefined when they share a factor. */
function inverse(a: bigint, m: bigint): bigint | undefined {
  let [r, next] = [m, a % m];
  let [t, nextT] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  if (r !== 1n) return undefined;
  return t < 0n ? t + m : t;
}

function base64url(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
