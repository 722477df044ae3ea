import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Scope } from './claim.ts';

/** V1: HMAC-SHA1 of a byte string, in Base64. */
export function v1Signature(secret: string, stringToSign: string): string {
  return createHmac('sha1', secret).update(stringToSign, 'latin1').digest('base64');
}

/** V2: HMAC-SHA256 of a byte string, in Base64. */
export function v2Signature(secret: string, stringToSign: string): string {
  return createHmac('sha256', secret).update(stringToSign, 'latin1').digest('base64');
}

/** V4: HMAC-SHA256 of a byte string under the scope's key, in lower-case hex. */
export function v4Signature(secret: string, scope: Scope, stringToSign: string): string {
  return createHmac('sha256', v4SigningKey(secret, scope)).update(stringToSign, 'latin1').digest('hex');
}

const MAX_SIGNING_KEYS = 1024;
const signingKeys = new Map<string, Buffer>();

/** The key of a scope, remembered because it takes four HMACs. */
function v4SigningKey(secret: string, scope: Scope): Buffer {
  const name = JSON.stringify([secret, scope.date, scope.region, scope.product]);
  const known = signingKeys.get(name);
  if (known) return known;
  const key = v4Key(secret, scope);
  if (signingKeys.size >= MAX_SIGNING_KEYS) signingKeys.delete(signingKeys.keys().next().value as string);
  signingKeys.set(name, key);
  return key;
}

/** The key of a day, region and product (access.md V4-6). */
export function v4Key(secret: string, { date, region, product }: Scope): Buffer {
  let key = hmac256(`aliyun_v4${secret}`, date);
  key = hmac256(key, region);
  key = hmac256(key, product);
  return hmac256(key, 'aliyun_v4_request');
}

function hmac256(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'latin1').digest();
}

/** Compares two signatures in a time that does not depend on where they differ. */
export function sameSignature(computed: string, provided: string): boolean {
  if (computed.length !== provided.length) return false;
  return timingSafeEqual(Buffer.from(computed, 'latin1'), Buffer.from(provided, 'latin1'));
}
