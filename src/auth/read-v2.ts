import { refuse } from '../errors/refuse.ts';
import { isAcceptableId } from './access-key-id.ts';
import type { V2HeaderClaim, V2UrlClaim } from './claim.ts';
import { headerNames, headerToken, pairs, queryToken, requestDate } from './read-common.ts';
import type { SignedRequest } from './request.ts';
import { shown } from './text.ts';
import { readLimit } from './url-limit.ts';

/** `OSS2 AccessKeyId:<id>,AdditionalHeaders:<a;b>,Signature:<signature>`, in the order of the ECs (access.md §5.1). */
export function readV2Header(request: SignedRequest, authorization: string, rest: string): V2HeaderClaim {
  const Authorization = shown(authorization);
  const items = pairs(rest, ':');
  if (items.length < 2 || items.length > 3) throw refuse('v2-authorization-items', { Authorization });
  let id: string | undefined;
  let additional: string | undefined;
  let signature: string | undefined;
  for (const item of items) if (item === undefined) throw refuse('v2-authorization-pair', { Authorization });
  for (const [key, value] of items as (readonly [string, string])[]) {
    if (key === 'AccessKeyId') id = value;
    else if (key === 'AdditionalHeaders') additional = value;
    else if (key === 'Signature') signature = value;
    else throw refuse('v2-authorization-unknown-key', { Authorization });
  }
  if (id === undefined) throw refuse('v2-authorization-id-missing', { Authorization });
  if (id === '') throw refuse('v2-authorization-id-empty', { Authorization });
  if (!isAcceptableId(id)) throw refuse('v2-authorization-id-characters', { OSSAccessKeyId: shown(id) });
  if (signature === undefined) throw refuse('v2-authorization-signature-missing', { Authorization });
  if (signature === '') throw refuse('v2-authorization-signature-empty', { Authorization });
  const additionalHeaders = headerNames(additional ?? '');
  if (additional !== undefined && additionalHeaders.length === 0) {
    throw refuse('v2-authorization-additional-headers-empty', { Authorization });
  }
  if (!additionalHeaders.every((name) => request.headers.has(name))) {
    throw refuse('v2-authorization-additional-header-absent', { Authorization });
  }
  return {
    mode: 'v2-header',
    authorization,
    accessKeyId: id,
    signature,
    additionalHeaders,
    date: requestDate(request),
    headerToken: headerToken(request),
    queryToken: queryToken(request),
  };
}

/** `x-oss-access-key-id`, `x-oss-expires`, `x-oss-signature`, optionally `x-oss-additional-headers`. */
export function readV2Url(request: SignedRequest): V2UrlClaim {
  const { query } = request;
  const expires = query.get('x-oss-expires');
  if (expires === undefined) throw refuse('v2-url-expires-missing');
  const accessKeyId = query.get('x-oss-access-key-id');
  if (accessKeyId === undefined) throw refuse('v2-url-id-missing');
  const signature = query.literal('x-oss-signature');
  if (signature === undefined) throw refuse('v2-url-signature-missing');
  if (expires === '') throw refuse('url-expires-empty');
  if (!/^\d+$/.test(expires)) throw refuse('url-expires-not-a-number');
  if (accessKeyId === '') throw refuse('v2-url-id-empty');
  if (!isAcceptableId(accessKeyId)) throw refuse('url-id-characters', { OSSAccessKeyId: shown(accessKeyId) });
  if (signature === '') throw refuse('v2-url-signature-empty');
  const list = query.get('x-oss-additional-headers');
  const additionalHeaders = headerNames(list ?? '');
  if (list !== undefined && additionalHeaders.length === 0) {
    throw refuse('v2-url-additional-headers-empty', {
      ArgumentName: 'x-oss-additional-headers',
      ArgumentValue: shown(list),
    });
  }
  if (!additionalHeaders.every((name) => request.headers.has(name))) {
    throw refuse('v2-url-additional-header-absent', {
      ArgumentName: 'x-oss-additional-headers',
      ArgumentValue: shown(list ?? ''),
    });
  }
  return {
    mode: 'v2-url',
    accessKeyId,
    signature,
    expires,
    additionalHeaders,
    headerToken: headerToken(request),
    queryToken: queryToken(request),
    limit: readLimit(request),
  };
}
