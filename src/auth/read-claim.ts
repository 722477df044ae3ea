import { refuse } from '../errors/refuse.ts';
import { RESPONSE_OVERRIDES } from './canonical/sub-resources.ts';
import { V4_ALGORITHM } from './canonical/v4.ts';
import type { Claim } from './claim.ts';
import { readV1Header, readV1Url } from './read-v1.ts';
import { readV2Header, readV2Url } from './read-v2.ts';
import { readV4Header, readV4Url } from './read-v4.ts';
import type { SignedRequest } from './request.ts';
import { shown } from './text.ts';

/**
 * Finds the signature of a request and reads it completely (access.md §3).
 * @returns undefined for an anonymous request.
 * @throws OssError for every malformed form, for two signatures at once, and for an anonymous GET that overrides
 * response headers.
 */
export function readClaim(request: SignedRequest): Claim | undefined {
  const authorization = request.headers.get('authorization');
  if (authorization !== undefined) {
    if (hasUrlSignature(request)) throw refuse('signature-in-header-and-url');
    return readHeader(request, authorization);
  }
  const { query } = request;
  if (query.parameters.length === 0) return undefined;
  const version = query.get('x-oss-signature-version');
  if (version === V4_ALGORITHM) return readV4Url(request);
  if (version === 'OSS2') return readV2Url(request);
  if (version !== undefined) {
    throw refuse('url-signature-version-unknown', {
      ArgumentName: 'x-oss-signature-version',
      ArgumentValue: shown(version),
    });
  }
  if (query.has('OSSAccessKeyId') || query.has('Signature')) return readV1Url(request);
  if (request.method === 'GET' && query.parameters.some((p) => RESPONSE_OVERRIDES.has(p.name))) {
    throw refuse('anonymous-response-override');
  }
  return undefined;
}

/** Beside an Authorization header each of V1's three parameters alone is a second signature (access.md AUTH-2). */
function hasUrlSignature({ query }: SignedRequest): boolean {
  return (
    query.parameters.length > 0 &&
    (query.has('Signature') ||
      query.has('OSSAccessKeyId') ||
      query.has('Expires') ||
      query.has('x-oss-signature-version'))
  );
}

function readHeader(request: SignedRequest, authorization: string): Claim {
  if (authorization === '') throw refuse('authorization-empty', { Authorization: '' });
  const blank = authorization.indexOf(' ');
  const scheme = blank === -1 ? authorization : authorization.slice(0, blank);
  const rest = blank === -1 ? '' : authorization.slice(blank + 1);
  if (scheme === 'OSS') return readV1Header(request, authorization, rest);
  if (scheme === V4_ALGORITHM) return readV4Header(request, authorization, rest);
  if (scheme === 'OSS2') return readV2Header(request, authorization, rest);
  throw refuse('authorization-scheme-unknown', {
    ArgumentName: 'Authorization',
    ArgumentValue: shown(authorization),
  });
}
