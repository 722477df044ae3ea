import type { BucketRecord } from '../../../store/store.ts';
import { parseHttpDate } from '../../../wire/dates.ts';
import { childText, readXml } from '../../../xml/read.ts';

const TOKEN = 'cnameToken/';

/** Milliseconds for which a token is good. */
export const TOKEN_LIFE = 72 * 3600 * 1000;

/** The name under which a bucket keeps the token for a domain. */
export function tokenName(domain: string): string {
  return TOKEN + domain;
}

/** The document of a token that is still good. */
export function validToken({ documents }: BucketRecord, domain: string, now: number): string | undefined {
  const document = documents[tokenName(domain)];
  return document !== undefined && expiry(document) > now ? document : undefined;
}

/** How many tokens of the bucket are still good. */
export function validTokens({ documents }: BucketRecord, now: number): number {
  return Object.entries(documents).filter(([name, document]) => name.startsWith(TOKEN) && expiry(document) > now)
    .length;
}

function expiry(document: string): number {
  const root = readXml(document);
  return parseHttpDate((root && childText(root, 'ExpireTime')) ?? '') ?? 0;
}
