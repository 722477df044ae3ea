import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { bucketReferer, type RefererConfiguration } from '../operations/referer-configuration.ts';
import type { BucketRecord } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import { bytesFromUtf8 } from '../wire/percent.ts';

/** Which test decided, and with which entry. */
export type RefererDecision =
  | {
      readonly allowed: true;
      readonly decidedBy: 'empty-allowed' | 'no-whitelist' | 'whitelist';
      readonly entry: string | undefined;
      /** The Referer as it was compared; undefined for an empty one. */
      readonly compared: string | undefined;
    }
  | {
      readonly allowed: false;
      readonly cause: 'referer-empty' | 'referer-on-blacklist' | 'referer-not-in-whitelist';
      readonly entry: string | undefined;
      readonly compared: string | undefined;
    };

/**
 * Decides about a Referer (access.md §12, both manuals, the hotlink protection page): an empty one by AllowEmptyReferer,
 * which only counts while there is a whitelist; any other first by the blacklist, then by the whitelist.
 * @param referer the header, a byte string; undefined when there is none.
 */
export function checkReferer(configuration: RefererConfiguration, referer: string | undefined): RefererDecision {
  const { whitelist, blacklist } = configuration;
  if (!referer) {
    const none = { entry: undefined, compared: undefined };
    if (configuration.allowEmptyReferer) return { allowed: true, decidedBy: 'empty-allowed', ...none };
    if (whitelist.length === 0) return { allowed: true, decidedBy: 'no-whitelist', ...none };
    return { allowed: false, cause: 'referer-empty', ...none };
  }
  const compared = truncate(configuration, referer);
  const text = lowerCase(compared);
  const black = firstMatch(blacklist, text);
  if (black !== undefined) return { allowed: false, cause: 'referer-on-blacklist', entry: black, compared };
  if (whitelist.length === 0) return { allowed: true, decidedBy: 'no-whitelist', entry: undefined, compared };
  const white = firstMatch(whitelist, text);
  if (white !== undefined) return { allowed: true, decidedBy: 'whitelist', entry: white, compared };
  return { allowed: false, cause: 'referer-not-in-whitelist', entry: undefined, compared };
}

const patterns = new WeakMap<readonly string[], readonly string[]>();

/** The first entry of a list that covers a text in lower case. A list is made ready for comparing once. */
function firstMatch(list: readonly string[], text: string): string | undefined {
  let ready = patterns.get(list);
  if (ready === undefined) {
    ready = list.map((entry) => lowerCase(bytesFromUtf8(entry)));
    patterns.set(list, ready);
  }
  const found = ready.findIndex((pattern) => beginsWith(text, pattern));
  return found === -1 ? undefined : list[found];
}

/** Only the letters of ASCII: the bytes above it are parts of characters. */
function lowerCase(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Without the query, or without everything after scheme, host and port (REF-5 step 2). */
function truncate({ allowTruncateQueryString, truncatePath }: RefererConfiguration, referer: string): string {
  if (truncatePath) return /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^/?#]*/.exec(referer)?.[0] ?? referer;
  const mark = allowTruncateQueryString ? referer.indexOf('?') : -1;
  return mark === -1 ? referer : referer.slice(0, mark);
}

/**
 * Whether a text begins with what a pattern describes: `*` is any run of characters, also none, `?` exactly one. An entry
 * without wildcards covers every address under it (hotlink protection page: `http://www.aliyun.com` matches
 * `http://www.aliyun.com/123` and `http://www.aliyun.com.cn`, not `www.aliyun.com`).
 * Each piece between two stars is taken where it first fits, which never has to be taken back.
 */
export function beginsWith(text: string, pattern: string): boolean {
  let from = 0;
  let anchored = true;
  for (const piece of pattern.split('*')) {
    const at = anchored ? (fitsAt(text, piece, 0) ? 0 : -1) : firstFit(text, piece, from);
    if (at === -1) return false;
    from = at + piece.length;
    anchored = false;
  }
  return true;
}

function firstFit(text: string, piece: string, from: number): number {
  if (!piece.includes('?')) return text.indexOf(piece, from);
  for (let at = from; at + piece.length <= text.length; at++) if (fitsAt(text, piece, at)) return at;
  return -1;
}

function fitsAt(text: string, piece: string, at: number): boolean {
  if (at + piece.length > text.length) return false;
  for (let i = 0; i < piece.length; i++) {
    const char = piece.charCodeAt(i);
    if (char !== 0x3f && char !== text.charCodeAt(at + i)) return false;
  }
  return true;
}

/**
 * Hotlink protection of a request (REF-1): only for objects, and only when nothing is signed or the signature is in the
 * URL. Any Authorization header lets a request past it.
 * @returns what was compared, or undefined when there was nothing to check.
 * @throws OssError `referer-empty`, `referer-on-blacklist`, `referer-not-in-whitelist`.
 */
export function protectFromHotlinks(
  bucket: BucketRecord | undefined,
  key: string | undefined,
  headers: Headers,
): Facts | undefined {
  if (bucket === undefined || key === undefined || headers.has('authorization')) return undefined;
  const configuration = bucketReferer.of(bucket);
  if (configuration === undefined) return undefined;
  const referer = headers.get('referer');
  const decision = checkReferer(configuration, referer);
  const facts = { referer, ...decision };
  if (decision.allowed) return facts;
  throw refuse(decision.cause, { BucketName: bucket.name }).because({ ...facts, whitelist: configuration.whitelist });
}
