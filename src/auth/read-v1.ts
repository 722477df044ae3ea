import { refuse } from '../errors/refuse.ts';
import { isAcceptableId } from './access-key-id.ts';
import type { V1HeaderClaim, V1UrlClaim } from './claim.ts';
import { headerToken, queryToken, requestDate } from './read-common.ts';
import type { SignedRequest } from './request.ts';
import { shown } from './text.ts';
import { readLimit } from './url-limit.ts';

/** `OSS <id>:<signature>`, checked in the order of the ECs (access.md §4.1). */
export function readV1Header(request: SignedRequest, authorization: string, rest: string): V1HeaderClaim {
  const colon = rest.indexOf(':');
  if (colon === -1) throw refuse('authorization-without-colon', { Authorization: shown(authorization) });
  const accessKeyId = rest.slice(0, colon);
  if (accessKeyId.trim() === '') throw refuse('authorization-without-id', { Authorization: shown(authorization) });
  if (!isAcceptableId(accessKeyId)) throw refuse('authorization-id-characters', { OSSAccessKeyId: shown(accessKeyId) });
  const signature = rest.slice(colon + 1);
  if (signature === '') throw refuse('authorization-without-signature', { Authorization: shown(authorization) });
  return {
    mode: 'v1-header',
    authorization,
    accessKeyId,
    signature,
    date: requestDate(request),
    headerToken: headerToken(request),
    queryToken: queryToken(request),
  };
}

/** `OSSAccessKeyId`, `Expires`, `Signature`: rows 2 to 4 of access.md §5. */
export function readV1Url(request: SignedRequest): V1UrlClaim {
  const { query } = request;
  const expires = query.get('Expires');
  const accessKeyId = query.get('OSSAccessKeyId');
  const signature = query.literal('Signature');
  if (expires === undefined) throw refuse('url-expires-missing');
  if (accessKeyId === undefined) throw refuse('url-id-missing');
  if (signature === undefined) throw refuse('url-signature-missing');
  if (expires === '') throw refuse('url-expires-empty');
  if (!/^\d+$/.test(expires)) throw refuse('url-expires-not-a-number');
  if (accessKeyId === '') throw refuse('url-id-empty');
  if (!isAcceptableId(accessKeyId)) throw refuse('url-id-characters', { OSSAccessKeyId: shown(accessKeyId) });
  if (signature === '') throw refuse('url-signature-empty');
  return {
    mode: 'v1-url',
    accessKeyId,
    signature,
    expires,
    headerToken: headerToken(request),
    queryToken: queryToken(request),
    limit: readLimit(request),
  };
}
