import { refuse } from '../errors/refuse.ts';
import type { Headers } from '../wire/headers.ts';

/**
 * The digest a client announced in Content-MD5; undefined when it announced none.
 * @throws OssError `content-md5-malformed` when it is not the Base64 of 16 bytes (operations.md §2.9).
 */
export function announcedMd5(headers: Headers): Buffer | undefined {
  const value = headers.get('content-md5');
  if (value === undefined) return undefined;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(value)) throw refuse('content-md5-malformed', { 'Content-MD5': value });
  return Buffer.from(value, 'base64');
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
