import { readClaim, readingOf, v1Signature, v2Signature, v4Signature } from '../auth/index.ts';
import type { ExchangeRecord } from '../journal/record.ts';
import { Headers } from '../wire/headers.ts';
import { encodePercent } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';

/** A request as it can be sent again. Texts are byte strings. */
export interface Again {
  readonly target: string;
  /** Without those that framing and connection bring. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const OF_THE_CONNECTION = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'keep-alive',
]);
const TOKENS = new Set(['x-oss-security-token', 'security-token']);

/** The request without what grants rights: security tokens are taken out of it. */
export function requestOf({ target, requestHeaders }: ExchangeRecord): Again {
  const byName = new Map<string, [name: string, value: string]>();
  for (let i = 0; i + 1 < requestHeaders.length; i += 2) {
    const [name, value] = [requestHeaders[i] as string, requestHeaders[i + 1] as string];
    const low = name.toLowerCase();
    if (OF_THE_CONNECTION.has(low) || TOKENS.has(low)) continue;
    const earlier = byName.get(low);
    if (earlier === undefined) byName.set(low, [name, value]);
    else earlier[1] += `,${value}`;
  }
  return { target: withoutTokens(target), headers: [...byName.values()] };
}

/** Whether a request came with a security token: its temporary key is known to one server only. */
export function hasToken({ target, requestHeaders }: ExchangeRecord): boolean {
  const named = requestHeaders.some((name, index) => index % 2 === 0 && TOKENS.has(name.toLowerCase()));
  return named || withoutTokens(target) !== target;
}

function withoutTokens(target: string): string {
  const [path, query] = split(target);
  if (query === undefined) return target;
  const kept = query.split('&').filter((part) => !TOKENS.has((part.split('=', 1)[0] as string).toLowerCase()));
  return kept.length === query.split('&').length ? target : `${path}${kept.length === 0 ? '' : `?${kept.join('&')}`}`;
}

function split(target: string): [path: string, query: string | undefined] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, undefined] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** The same with the signature that another secret makes. An anonymous request stays as it is. */
export function signedAnew(again: Again, { method, bucket, key }: ExchangeRecord, secret: string): Again {
  const query = new Query(split(again.target)[1] ?? '');
  const headers = new Headers(again.headers.flat());
  const request = { method, headers, query, resource: { bucket, key, bareBucket: false } };
  const claim = readClaim(request);
  if (claim === undefined) return again;
  const { stringToSign } = readingOf(request, claim);
  const signature =
    'scope' in claim
      ? v4Signature(secret, claim.scope, stringToSign)
      : (claim.mode.startsWith('v2') ? v2Signature : v1Signature)(secret, stringToSign);
  const inUrl = query.parameters.find(({ name }) => /^(?:x-oss-)?signature$/i.test(name))?.rawValue;
  return {
    target: inUrl === undefined ? again.target : again.target.replace(inUrl, encodePercent(signature)),
    headers: again.headers.map(([name, value]) =>
      name.toLowerCase() === 'authorization' ? [name, value.replace(claim.signature, signature)] : [name, value],
    ),
  };
}
