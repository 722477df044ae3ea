import { refuse } from '../errors/refuse.ts';
import { isAcceptableId } from './access-key-id.ts';
import { UNSIGNED_PAYLOAD, V4_TERMINATOR } from './canonical/v4.ts';
import type { Scope, V4HeaderClaim, V4UrlClaim } from './claim.ts';
import { headerNames, headerToken, pairs, queryToken, requestDate } from './read-common.ts';
import type { SignedRequest } from './request.ts';
import { shown } from './text.ts';
import { readLimit } from './url-limit.ts';

/** `OSS4-HMAC-SHA256 Credential=…,AdditionalHeaders=…,Signature=…`, in any order (access.md §6.3, §6.5). */
export function readV4Header(request: SignedRequest, authorization: string, rest: string): V4HeaderClaim {
  const Authorization = shown(authorization);
  const items = pairs(rest, '=');
  if (items.length < 2 || items.length > 3) throw refuse('v4-authorization-items', { Authorization });
  let credential: string | undefined;
  let additional: string | undefined;
  let signature: string | undefined;
  for (const item of items) if (item === undefined) throw refuse('v4-authorization-pair', { Authorization });
  for (const [key, value] of items as (readonly [string, string])[]) {
    if (key === 'Credential') credential = value;
    else if (key === 'AdditionalHeaders') additional = value;
    else if (key === 'Signature') signature = value;
    else throw refuse('v4-authorization-unknown-key', { Authorization });
  }
  if (!credential) throw refuse('v4-authorization-credential-missing', { Authorization });
  if (!signature) throw refuse('v4-authorization-signature-missing', { Authorization });
  const additionalHeaders = headerNames(additional ?? '');
  if (additional !== undefined && additionalHeaders.length === 0) {
    throw refuse('v4-authorization-additional-headers-empty', { Authorization });
  }
  const { accessKeyId, scope, terminated } = readCredential(credential);
  if (!isAcceptableId(accessKeyId)) throw refuse('v4-credential-id-characters', { OSSAccessKeyId: shown(accessKeyId) });
  if (!terminated) throw refuse('v4-scope-malformed', { Authorization });
  if (!isDay(scope.date)) throw refuse('v4-scope-date-malformed', { Authorization });
  return {
    mode: 'v4-header',
    authorization,
    accessKeyId,
    signature,
    scope,
    additionalHeaders,
    payloadHash: payloadHash(request),
    date: requestDate(request),
    headerToken: headerToken(request),
    queryToken: queryToken(request),
  };
}

/** The x-oss-* parameters of a V4 URL (access.md §6.4). */
export function readV4Url(request: SignedRequest): V4UrlClaim {
  const { query } = request;
  const expires = query.get('x-oss-expires');
  if (expires === undefined) throw refuse('v4-url-expires-missing');
  if (expires === '') throw refuse('v4-url-expires-empty');
  const credential = query.get('x-oss-credential');
  if (credential === undefined) throw refuse('v4-url-credential-missing');
  if (credential === '') throw refuse('v4-url-credential-empty');
  const signature = query.get('x-oss-signature');
  if (signature === undefined) throw refuse('v4-url-signature-missing');
  if (signature === '') throw refuse('v4-url-signature-empty');
  const { accessKeyId, scope, terminated } = readCredential(credential);
  if (!isAcceptableId(accessKeyId)) throw refuse('v4-url-id-characters', { OSSAccessKeyId: shown(accessKeyId) });
  if (!terminated) throw refuse('v4-url-scope-malformed');
  if (!isDay(scope.date)) throw refuse('v4-url-scope-date-malformed');
  return {
    mode: 'v4-url',
    accessKeyId,
    signature,
    scope,
    expires,
    additionalHeaders: headerNames(query.get('x-oss-additional-headers') ?? ''),
    payloadHash: payloadHash(request),
    date: query.get('x-oss-date'),
    headerToken: headerToken(request),
    queryToken: queryToken(request),
    limit: readLimit(request),
  };
}

/** `<id>/<date>/<region>/<product>/aliyun_v4_request`; `terminated` says that it ends so. */
export function readCredential(credential: string): { accessKeyId: string; scope: Scope; terminated: boolean } {
  const [accessKeyId = '', date = '', region = '', product = '', terminator, ...more] = credential.split('/');
  return {
    accessKeyId,
    scope: { date, region, product },
    terminated: terminator === V4_TERMINATOR && more.length === 0,
  };
}

/** Eight digits that are a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** UNSIGNED-PAYLOAD, nothing, or a digest to hold the body against (access.md V4-5). */
function payloadHash({ headers }: SignedRequest): string | undefined {
  const value = headers.get('x-oss-content-sha256');
  if (value === undefined || value === UNSIGNED_PAYLOAD) return undefined;
  if (/^[0-9a-fA-F]{64}$/.test(value)) return value;
  throw refuse('v4-payload-hash', { ArgumentName: 'x-oss-content-sha256', ArgumentValue: shown(value) });
}
