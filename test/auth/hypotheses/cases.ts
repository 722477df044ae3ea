import { createHmac } from 'node:crypto';
import { proveSignature } from '../../../src/auth/hypotheses/prove.ts';
import {
  type Mode,
  readClaim,
  signV1Header,
  signV1Url,
  signV2Header,
  signV2Url,
  signV4Header,
  signV4Url,
  type Unsigned,
} from '../../../src/auth/index.ts';
import type { SignedRequest } from '../../../src/auth/request.ts';
import type { SignatureProof } from '../../../src/journal/signature-proof.ts';
import { type HeaderList, Headers } from '../../../src/wire/headers.ts';
import { bytesFromUtf8, encodePercent } from '../../../src/wire/percent.ts';
import { Query } from '../../../src/wire/query.ts';
import { KEYS, NOW, NOW_HTTP, NOW_ISO, REGION } from '../requests.ts';

export const HOST = 'examplebucket.oss-cn-hangzhou.aliyuncs.com';
const BASE = 'oss-cn-hangzhou.aliyuncs.com';
export const OTHERS = [
  { accessKeyId: 'alice', accessKeySecret: 'alice-secret' },
  { accessKeyId: 'bob', accessKeySecret: 'bob-secret' },
];

/** What a client signs with; a mistake changes it, and the request is sent as it would have been without. */
export interface Signing {
  method: string;
  bucket: string | undefined;
  key: string | undefined;
  headers: [name: string, value: string][];
  /** Encoded. */
  query: string;
  secret: string;
  /** Milliseconds. */
  at: number;
  /** Seconds: of life in V4, Unix time else. */
  expires: number;
  region: string;
  product: string;
  additional: string[];
}

/** A right request. */
export function signing(mode: Mode, changes: Partial<Signing> = {}): Signing {
  const date: [string, string] = mode.startsWith('v4') ? ['x-oss-date', NOW_ISO] : ['Date', NOW_HTTP];
  return {
    method: 'PUT',
    bucket: 'examplebucket',
    key: 'dir/a b+c.txt',
    headers: [
      ['Host', HOST],
      ['Content-Type', 'image/x-icon'],
      ['x-oss-meta-author', 'alice'],
      ...(mode.endsWith('header') ? [date] : []),
      ...(mode === 'v4-header' ? [['x-oss-content-sha256', 'UNSIGNED-PAYLOAD'] as [string, string]] : []),
    ],
    query: '',
    secret: KEYS.accessKeySecret,
    at: NOW,
    expires: mode === 'v4-url' ? 600 : NOW / 1000 + 600,
    region: REGION,
    product: 'oss',
    additional: [],
    ...changes,
  };
}

/** Signs, as a client without mistakes would if this were the request. @returns Authorization, or the signature's parameters. */
function sign(mode: Mode, s: Signing): { authorization?: string; parameters?: string } {
  const unsigned: Unsigned = { method: s.method, headers: s.headers, query: s.query, bucket: s.bucket, key: s.key };
  const keys = { accessKeyId: KEYS.accessKeyId, accessKeySecret: s.secret };
  const v4 = { region: s.region, product: s.product, additionalHeaders: s.additional };
  const authorization = (headers: HeaderList) => ({ authorization: headers.at(-1)?.[1] as string });
  const parameters = (query: string) => ({ parameters: s.query === '' ? query : query.slice(s.query.length + 1) });
  switch (mode) {
    case 'v1-header':
      return authorization(signV1Header(unsigned, keys, s.at));
    case 'v2-header':
      return authorization(signV2Header(unsigned, keys, s.at, s.additional));
    case 'v4-header':
      return authorization(signV4Header(unsigned, keys, s.at, v4));
    case 'v1-url':
      return parameters(signV1Url(unsigned, keys, s.expires));
    case 'v2-url':
      return parameters(signV2Url(unsigned, keys, s.expires, s.additional));
    default:
      return parameters(signV4Url(unsigned, keys, s.at, s.expires, v4));
  }
}

/** The request as it is sent, with the signature made for another. */
export function sent(mode: Mode, right: Signing, wrong: Signing): SignedRequest {
  const { authorization, parameters } = sign(mode, wrong);
  const own = sign(mode, right);
  const signature = /(?:Signature[=:]|signature=|Signature=|:)([^:=&]+=?)$/;
  // What is said about the signature is that of the right request; only the signature itself is the wrong one's.
  const put = (into: string, from: string): string =>
    into.replace(signature, (whole, old) => whole.replace(old, () => signature.exec(from)?.[1] as string));
  const headers =
    authorization === undefined
      ? right.headers
      : [...right.headers, ['Authorization', put(own.authorization as string, authorization)]];
  const added = parameters === undefined ? [] : [put(own.parameters as string, parameters)];
  return received(
    right,
    headers as [string, string][],
    [right.query, ...added].filter((part) => part !== '').join('&'),
  );
}

export function received(
  right: Signing,
  headers: readonly (readonly [string, string])[],
  query: string,
): SignedRequest {
  return {
    method: right.method,
    headers: new Headers(headers.flat()),
    query: new Query(query),
    resource: { bucket: right.bucket, key: right.key, bareBucket: false },
  };
}

/** Sends a signature of its own in the place of the right one. */
export function sentWith(mode: Mode, right: Signing, signature: string): SignedRequest {
  const { authorization, parameters } = sign(mode, right);
  const last = /[^:=&]+=?$/;
  if (authorization !== undefined) {
    return received(
      right,
      [...right.headers, ['Authorization', authorization.replace(last, () => signature)]],
      right.query,
    );
  }
  const encoded = (parameters as string).replace(/[^=&]+$/, () => encodePercent(signature));
  return received(right, right.headers, right.query === '' ? encoded : `${right.query}&${encoded}`);
}

/** What is found out about a request. */
export function prove(request: SignedRequest, secret: string = KEYS.accessKeySecret, host = HOST): SignatureProof {
  const claim = readClaim(request);
  if (claim === undefined) throw new Error('not signed');
  const { bucket, key } = request.resource;
  return proveSignature({
    request,
    claim,
    secret,
    around: {
      host,
      base: BASE,
      path: host.startsWith(`${bucket}.`)
        ? `/${encodePercent(key ?? '', true)}`
        : `/${bucket}/${encodePercent(key ?? '', true)}`,
      region: REGION,
      accessKeyId: KEYS.accessKeyId,
      others: OTHERS,
    },
  });
}

/** HMAC of a text of one's own. */
export function hmac(hash: string, key: string | Buffer, text: string): Buffer {
  return createHmac(hash, key).update(bytesFromUtf8(text), 'latin1').digest();
}
