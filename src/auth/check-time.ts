import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { isoBasicDate, parseHttpDate, parseIsoBasicDate, xmlDate } from '../wire/dates.ts';
import type { Claim, V4HeaderClaim, V4UrlClaim } from './claim.ts';
import { shown } from './text.ts';

/** How far request time and server time may lie apart, in milliseconds. Exactly as far still passes (access.md V1H-5). */
export const MAX_SKEW = 900_000;

/** The longest life of a V4 URL, in seconds. */
const MAX_EXPIRES = 604_800;

/**
 * Holds the request time, or the expiry of a signed URL, against the clock. The signature is not looked at before.
 * @param now milliseconds.
 * @returns what was compared.
 * @throws OssError `date-missing`, `date-malformed`, `clock-skew`, `url-expired` and V4's own.
 */
export function checkTime(claim: Claim, now: number): Facts {
  switch (claim.mode) {
    case 'v1-url':
    case 'v2-url':
      return checkExpires(claim.expires, now);
    case 'v4-url':
      return checkV4Url(claim, now);
    case 'v4-header': {
      const at = requestTime(claim.date, 'v4-date-malformed');
      checkDay(claim, at);
      return checkSkew(at, now, 'clock-skew');
    }
    default:
      return checkSkew(requestTime(claim.date, 'date-malformed'), now, 'clock-skew');
  }
}

function checkExpires(expires: string, now: number): Facts {
  const expiresAt = Number(expires) * 1000;
  const facts: Facts = { expiresAt, now };
  if (now > expiresAt) {
    throw refuse('url-expired', { Expires: xmlDate(expiresAt), ServerTime: xmlDate(now) }).because(facts);
  }
  return facts;
}

function checkV4Url(claim: V4UrlClaim, now: number): Facts {
  const at = requestTime(claim.date, 'v4-date-malformed');
  checkDay(claim, at);
  const seconds = /^\d{1,6}$/.test(claim.expires) ? Number(claim.expires) : 0;
  if (seconds < 1 || seconds > MAX_EXPIRES) {
    throw refuse('v4-url-expires-range', { ArgumentName: 'x-oss-expires', ArgumentValue: shown(claim.expires) });
  }
  const expiresAt = at + seconds * 1000;
  const facts: Facts = { validFrom: at, expiresAt, now };
  if (now > expiresAt) {
    throw refuse('v4-url-expired', { Expires: xmlDate(expiresAt), ServerTime: xmlDate(now) }).because(facts);
  }
  if (at - now > MAX_SKEW) throw skewed('v4-url-not-yet-valid', at, now).because(facts);
  return facts;
}

/** Both formats are taken in both headers (access.md V1H-3). */
function requestTime(date: string | undefined, malformed: 'date-malformed' | 'v4-date-malformed'): number {
  if (date === undefined || date === '') throw refuse('date-missing');
  const at = parseHttpDate(date) ?? parseIsoBasicDate(date);
  if (at === undefined) throw refuse(malformed).because({ date: shown(date) });
  return at;
}

/** The day of the scope is the UTC day of the request time (access.md §6.5). */
function checkDay(claim: V4HeaderClaim | V4UrlClaim, at: number): void {
  if (isoBasicDate(at).slice(0, 8) === claim.scope.date) return;
  throw (
    claim.mode === 'v4-header'
      ? refuse('v4-scope-date-differs', { Authorization: shown(claim.authorization) })
      : refuse('v4-url-scope-date-differs')
  ).because({ scopeDate: claim.scope.date, requestTime: at });
}

function checkSkew(at: number, now: number, cause: 'clock-skew'): Facts {
  const facts: Facts = { requestTime: at, now, skew: now - at, allowed: MAX_SKEW };
  if (Math.abs(now - at) > MAX_SKEW) throw skewed(cause, at, now).because(facts);
  return facts;
}

function skewed(cause: 'clock-skew' | 'v4-url-not-yet-valid', at: number, now: number) {
  return refuse(cause, {
    MaxAllowedSkewMilliseconds: `${MAX_SKEW}`,
    RequestTime: xmlDate(at),
    ServerTime: xmlDate(now),
  });
}
