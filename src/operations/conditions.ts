import { refuse } from '../errors/refuse.ts';
import { parseHttpDate } from '../wire/dates.ts';
import type { Headers } from '../wire/headers.ts';

/** What the conditions of a request are held against. */
export interface Conditioned {
  /** Upper-case hex without quotes. */
  readonly etag: string;
  /** Milliseconds. */
  readonly lastModified: number;
}

/**
 * Holds an object against the If-* headers of a request, or against its `x-oss-copy-source-if-*` headers
 * (operations.md §6.2, §6.6). If-Match and If-Unmodified-Since must both hold; then If-None-Match and
 * If-Modified-Since are asked, and either of them makes the answer a 304. Dates count in whole seconds and malformed
 * ones are not looked at; ETags may come without quotes.
 * @throws OssError `precondition-failed`; its Condition is the plain header's name, also for copies.
 */
export function checkConditions(
  headers: Headers,
  object: Conditioned,
  prefix: '' | 'x-oss-copy-source-' = '',
): 'proceed' | 'not-modified' {
  const ifMatch = headers.get(`${prefix}if-match`);
  if (ifMatch !== undefined && !matches(ifMatch, object.etag)) {
    throw refuse('precondition-failed', { Condition: 'If-Match' }).because({ asked: ifMatch, etag: object.etag });
  }
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  const unmodifiedSince = date(headers.get(`${prefix}if-unmodified-since`));
  if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    throw refuse('precondition-failed', { Condition: 'If-Unmodified-Since' }).because({
      asked: unmodifiedSince,
      lastModified: modified,
    });
  }
  const ifNoneMatch = headers.get(`${prefix}if-none-match`);
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, object.etag)) return 'not-modified';
  const modifiedSince = date(headers.get(`${prefix}if-modified-since`));
  if (modifiedSince !== undefined && modified <= modifiedSince) return 'not-modified';
  return 'proceed';
}

/** One ETag, a list of them, or `*`. */
function matches(header: string, etag: string): boolean {
  for (const entry of header.split(',')) {
    const asked = entry
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
    if (asked === '*' || asked === etag) return true;
  }
  return false;
}

function date(header: string | undefined): number | undefined {
  return header === undefined ? undefined : parseHttpDate(header);
}
