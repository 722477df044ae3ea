import { refuse } from '../errors/refuse.ts';
import type { Headers } from '../wire/headers.ts';

/** Whole groups of Base64. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The digest a client announced in Content-MD5; undefined when it announced none. One in hexadecimal is Base64 as well,
 * of more bytes than a digest has: it is compared, and differs (EC page 0017-00000502; an answer of August 2025).
 * @throws OssError `content-md5-malformed` when it is not the Base64 of 16 bytes or more (operations.md §2.9).
 */
export function announcedMd5(headers: Headers): Buffer | undefined {
  const value = headers.get('content-md5');
  if (value === undefined) return undefined;
  const digest = BASE64.test(value) ? Buffer.from(value, 'base64') : undefined;
  if (digest === undefined || digest.length < 16) throw refuse('content-md5-malformed', { 'Content-MD5': value });
  return digest;
}

/**
 * Compares the digest of what arrived with the announced one.
 * @throws OssError `content-md5-mismatch`.
 */
export function checkMd5(headers: Headers, announced: Buffer | undefined, received: Buffer): void {
  if (announced === undefined || announced.equals(received)) return;
  throw refuse('content-md5-mismatch', { 'Content-MD5': headers.get('content-md5') ?? '' }).because({
    announced: announced.toString('base64'),
    received: received.toString('base64'),
  });
}
