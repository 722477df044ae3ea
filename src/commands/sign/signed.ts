import {
  readClaim,
  readingOf,
  signV1Header,
  signV1Url,
  signV2Header,
  signV2Url,
  signV4Header,
  signV4Url,
} from '../../auth/index.ts';
import type { SignedRequest } from '../../auth/request.ts';
import { ConfigError } from '../../config/config.ts';
import { OssError } from '../../errors/oss-error.ts';
import { type HeaderList, Headers } from '../../wire/headers.ts';
import { Query } from '../../wire/query.ts';
import type { Order } from './order.ts';

/** A signed request, and what its signature was computed from. Byte strings. */
export interface Signed {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly url: string;
  /** All headers to send. */
  readonly headers: HeaderList;
  readonly stringToSign: string;
  readonly canonicalRequest: string | undefined;
  readonly signature: string;
}

/** Signs, and reads the result as the service does: what is shown is what the service computes. @throws ConfigError */
export function signOrder(order: Order): Signed {
  const { method, destination } = order;
  const { scheme, host, path, bucket, key } = destination;
  const { headers, query } = withSignature(order);
  const target = query === '' ? path : `${path}?${query}`;
  const request: SignedRequest = {
    method,
    headers: new Headers(headers.flat()),
    query: new Query(query),
    resource: { bucket, key, bareBucket: false },
  };
  const claim = claimOf(request);
  const { stringToSign, canonicalRequest } = readingOf(request, claim);
  const { signature } = claim;
  const url = `${scheme}://${host}${target}`;
  return { method, scheme, host, target, url, headers, stringToSign, canonicalRequest, signature };
}

function withSignature(order: Order): { headers: HeaderList; query: string } {
  const { method, destination, version, keys, at, additionalHeaders, region, product } = order;
  const { query, bucket, key } = destination;
  const headers: HeaderList = [['Host', destination.host], ...order.headers];
  const unsigned = { method, headers, query, bucket, key };
  const v4 = { region, product, additionalHeaders };
  const until = Math.floor(at / 1000) + order.expires;
  if (order.inUrl) {
    if (version === 'v1') return { headers, query: signV1Url(unsigned, keys, until) };
    if (version === 'v2') return { headers, query: signV2Url(unsigned, keys, until, additionalHeaders) };
    return { headers, query: signV4Url(unsigned, keys, at, order.expires, v4) };
  }
  if (version === 'v1') return { headers: signV1Header(unsigned, keys, at), query };
  if (version === 'v2') return { headers: signV2Header(unsigned, keys, at, additionalHeaders), query };
  return { headers: signV4Header(unsigned, keys, at, v4), query };
}

function claimOf(request: SignedRequest) {
  try {
    const claim = readClaim(request);
    if (claim !== undefined) return claim;
  } catch (error) {
    if (error instanceof OssError) throw new ConfigError(`the service would not read this: ${error.row.reason}`);
    throw error;
  }
  throw new ConfigError('nothing was signed');
}
