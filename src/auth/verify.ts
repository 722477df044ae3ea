import type { Facts, OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { blankReadings, emptyReadings } from './canonical/query.ts';
import { otherV1Forms, v1StringToSign } from './canonical/v1.ts';
import { type V2Form, v2StringToSign } from './canonical/v2.ts';
import { MAIN_V4, type V4Form, v4CanonicalRequest, v4StringToSign, v4Timestamp } from './canonical/v4.ts';
import type { Claim, V2HeaderClaim, V2UrlClaim, V4HeaderClaim, V4UrlClaim } from './claim.ts';
import { sameSignature, v1Signature, v2Signature, v4Signature } from './hmac.ts';
import type { Credential, SignedRequest } from './request.ts';
import { hexBytes, shown } from './text.ts';

/** A signature that matches, and for the record what it was computed from. */
export interface Verification {
  readonly ok: true;
  /** mode, stringToSign, canonicalRequest (V4), signature; `form` when only a client's own reading of the rules fits. */
  readonly facts: Facts;
}

/** One reading of a request as text to sign. Byte strings. */
export interface Reading {
  readonly stringToSign: string;
  readonly canonicalRequest: string | undefined;
  /** How it departs from the service's own form. */
  readonly form: object | undefined;
}

/**
 * Recomputes the signature of a request (access.md §4.3 to §6.2). Known departures of clients are tried only when the
 * service's own form does not fit; a refusal always shows the service's form.
 * @throws OssError `signature-mismatch-v1`, `-v2` or `-v4`; of URLs for some callers only `signature-mismatch-address…`,
 *   `-forwarded` or `-vpc`.
 */
export function verify(received: SignedRequest, claim: Claim, credential: Credential): Verification {
  const request = asSigned(received, claim);
  const main = read(request, claim);
  const signature = sign(claim, credential, main);
  if (sameSignature(signature, claim.signature)) return { ok: true, facts: facts(claim, main, signature) };
  for (const reading of otherReadings(request, claim)) {
    if (sameSignature(sign(claim, credential, reading), claim.signature)) {
      return { ok: true, facts: facts(claim, reading, claim.signature) };
    }
  }
  throw mismatch(claim, main).because(facts(claim, main, signature));
}

/** Whether the signature fits. Tells two readings of one URL apart. */
export function matches(received: SignedRequest, claim: Claim, credential: Credential): boolean {
  const request = asSigned(received, claim);
  if (sameSignature(sign(claim, credential, read(request, claim)), claim.signature)) return true;
  return otherReadings(request, claim).some((r) => sameSignature(sign(claim, credential, r), claim.signature));
}

function sign(claim: Claim, { accessKeySecret }: Credential, { stringToSign }: Reading): string {
  switch (claim.mode) {
    case 'v1-header':
    case 'v1-url':
      return v1Signature(accessKeySecret, stringToSign);
    case 'v2-header':
    case 'v2-url':
      return v2Signature(accessKeySecret, stringToSign);
    default:
      return v4Signature(accessKeySecret, claim.scope, stringToSign);
  }
}

/** The service's own reading. */
export function readingOf(request: SignedRequest, claim: Claim): Reading {
  return read(asSigned(request, claim), claim);
}

/** The request with what a URL for some callers only signs of its caller. */
export function asSigned(request: SignedRequest, claim: Claim): SignedRequest {
  const query = 'limit' in claim ? claim.limit?.query : undefined;
  if (query === undefined) return request;
  return { method: request.method, headers: request.headers, query, resource: request.resource };
}

function read(request: SignedRequest, claim: Claim): Reading {
  switch (claim.mode) {
    case 'v1-header':
      return plain(v1StringToSign(request, claim.date ?? ''));
    case 'v1-url':
      return plain(v1StringToSign(request, claim.expires));
    case 'v2-header':
    case 'v2-url':
      return plain(v2StringToSign(request, v2Date(request, claim), claim.additionalHeaders));
    default:
      return v4Reading(request, claim, MAIN_V4, undefined);
  }
}

function otherReadings(request: SignedRequest, claim: Claim): Reading[] {
  switch (claim.mode) {
    case 'v1-header':
      return otherV1Forms(request, false).map((form) => plain(v1StringToSign(request, claim.date ?? '', form), form));
    case 'v1-url':
      return otherV1Forms(request, true).map((form) => plain(v1StringToSign(request, claim.expires, form), form));
    case 'v2-header':
    case 'v2-url': {
      const date = v2Date(request, claim);
      return otherV2Forms(request).map((form) =>
        plain(v2StringToSign(request, date, claim.additionalHeaders, form), form),
      );
    }
    default:
      return otherV4Forms(request, claim).map((form) => v4Reading(request, claim, form, form));
  }
}

function plain(stringToSign: string, form?: object): Reading {
  return { stringToSign, canonicalRequest: undefined, form };
}

function v4Reading(
  request: SignedRequest,
  claim: V4HeaderClaim | V4UrlClaim,
  form: V4Form,
  shownForm?: object,
): Reading {
  const canonicalRequest = v4CanonicalRequest(request, claim.additionalHeaders, form);
  const date = claim.date ?? '';
  const stringToSign = v4StringToSign(canonicalRequest, form.rawDate ? date : v4Timestamp(date), claim.scope);
  return { stringToSign, canonicalRequest, form: shownForm };
}

function otherV2Forms({ resource, query }: SignedRequest): V2Form[] {
  const bares = resource.bareBucket ? [false, true] : [false];
  const blanks = blankReadings(query);
  return bares.flatMap((bareBucket) => blanks.map((plusIsBlank) => ({ bareBucket, plusIsBlank }))).slice(1);
}

/** Python v1 sorts additional headers by their first character only (access.md V4-8). */
function otherV4Forms({ resource, query }: SignedRequest, claim: V4HeaderClaim | V4UrlClaim): V4Form[] {
  const date = claim.date ?? '';
  const sorts = claim.additionalHeaders.length > 1 ? [false, true] : [false];
  const bares = resource.bareBucket ? [false, true] : [false];
  const dates = v4Timestamp(date) === date ? [false] : [false, true];
  const forms: V4Form[] = [];
  for (const sortAdditional of sorts)
    for (const bareBucket of bares)
      for (const rawDate of dates)
        for (const plusIsBlank of blankReadings(query))
          for (const keepEmpty of emptyReadings(query))
            forms.push({ sortAdditional, bareBucket, rawDate, plusIsBlank, keepEmpty });
  return forms.slice(1);
}

/** V2 signs the Date header even beside x-oss-date (access.md §5.1). */
function v2Date({ headers }: SignedRequest, claim: V2HeaderClaim | V2UrlClaim): string {
  return claim.mode === 'v2-url' ? claim.expires : (headers.get('date') ?? claim.date ?? '');
}

function facts({ mode }: Claim, { stringToSign, canonicalRequest, form }: Reading, signature: string): Facts {
  return {
    mode,
    stringToSign: shown(stringToSign),
    ...(canonicalRequest === undefined ? undefined : { canonicalRequest: shown(canonicalRequest) }),
    signature,
    ...(form === undefined ? undefined : { form }),
  };
}

function mismatch(claim: Claim, { stringToSign, canonicalRequest }: Reading): OssError {
  const details = {
    OSSAccessKeyId: shown(claim.accessKeyId),
    SignatureProvided: shown(claim.signature),
    StringToSign: shown(stringToSign),
    StringToSignBytes: hexBytes(stringToSign),
  };
  const limit = 'limit' in claim ? claim.limit?.kind : undefined;
  if (claim.mode === 'v1-header' || claim.mode === 'v1-url') return refuse(MISMATCHES_V1[limit ?? 'none'], details);
  const ofAddress = limit === 'address' || limit === 'forwarded';
  if (claim.mode === 'v2-header' || claim.mode === 'v2-url') {
    return refuse(ofAddress ? 'signature-mismatch-address-v2' : 'signature-mismatch-v2', details);
  }
  return refuse(ofAddress ? 'signature-mismatch-address-v4' : 'signature-mismatch-v4', {
    ...details,
    CanonicalRequest: shown(canonicalRequest ?? ''),
  });
}

/** By where the URL may be used from. */
const MISMATCHES_V1 = {
  none: 'signature-mismatch-v1',
  address: 'signature-mismatch-address',
  forwarded: 'signature-mismatch-forwarded',
  vpc: 'signature-mismatch-vpc',
} as const;
