import { proveSignature } from '../auth/hypotheses/prove.ts';
import { type Claim, matches, readClaim, v1Signature, v4Signature } from '../auth/index.ts';
import type { SignedRequest } from '../auth/request.ts';
import { OssError } from '../errors/oss-error.ts';
import type { SignatureProof } from '../journal/signature-proof.ts';
import { Headers } from '../wire/headers.ts';
import { bytesFromUtf8, decodePercent, encodePercentBytes, utf8FromBytes } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';
import { type Evidence, element } from './evidence.ts';
import { readRequest } from './request.ts';

/** A key pair that the person who asks knows. */
export interface KnownKey {
  /** The one in the error unless given. */
  readonly accessKeyId: string | undefined;
  readonly accessKeySecret: string;
}

/** What computing with a known secret shows. */
export type SignatureFinding =
  /** The secret makes exactly the signature that was sent. */
  | { readonly kind: 'right-secret' }
  | { readonly kind: 'proof'; readonly proof: SignatureProof }
  /** There is too little to compute with. */
  | { readonly kind: 'not-computed'; readonly why: string };

interface Signed {
  readonly request: SignedRequest;
  readonly claim: Claim;
  readonly host: string;
  readonly base: string;
  readonly path: string;
  readonly region: string;
  /** The signature that a secret makes of what the service signed. */
  fits(secret: string): boolean;
}

/** Looks for the mistake in a refused signature: in the request of a dump, or in the texts of the error document. */
export function signatureFinding(evidence: Evidence, key: KnownKey): SignatureFinding {
  const signed = ofRequest(evidence) ?? ofDocument(evidence);
  if (signed === undefined) {
    const why = 'it takes the request as curl -v shows it, or the error document with its StringToSign';
    return { kind: 'not-computed', why };
  }
  const { request, claim, host, base, path, region } = signed;
  const { accessKeyId } = claim;
  if (key.accessKeyId !== undefined && key.accessKeyId !== accessKeyId) {
    return { kind: 'not-computed', why: `the request was signed with ${accessKeyId}, not with ${key.accessKeyId}` };
  }
  const secret = key.accessKeySecret;
  if (signed.fits(secret)) return { kind: 'right-secret' };
  const around = { host, base, path, region, accessKeyId, others: [] };
  return { kind: 'proof', proof: proveSignature({ request, claim, secret, around }) };
}

function ofRequest({ request: seen }: Evidence): Signed | undefined {
  const request = seen && readRequest(seen);
  if (request === undefined) return undefined;
  const { host, base, path } = request;
  try {
    const claim = readClaim(request);
    if (claim === undefined) return undefined;
    const region = request.region ?? ('scope' in claim ? claim.scope.region : '');
    const fits = (accessKeySecret: string): boolean => {
      const credential = { accessKeyId: claim.accessKeyId, accessKeySecret } as Parameters<typeof matches>[2];
      return matches(request, claim, credential);
    };
    return { request, claim, host, base, path, region, fits };
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}

/** The request as far as StringToSign and CanonicalRequest tell it. */
function ofDocument(evidence: Evidence): Signed | undefined {
  const accessKeyId = element(evidence, 'OSSAccessKeyId');
  const signature = element(evidence, 'SignatureProvided');
  const text = element(evidence, 'StringToSign');
  if (accessKeyId === undefined || signature === undefined || text === undefined) return undefined;
  const common = { accessKeyId, signature, headerToken: undefined, queryToken: undefined };
  const canonical = element(evidence, 'CanonicalRequest');
  if (text.startsWith('OSS4-HMAC-SHA256\n')) {
    return canonical === undefined ? undefined : ofV4(common, bytesFromUtf8(text), bytesFromUtf8(canonical));
  }
  return ofV1(common, bytesFromUtf8(text));
}

type Common = Pick<Claim, 'accessKeyId' | 'signature' | 'headerToken' | 'queryToken'>;

/** Method, Content-MD5, Content-Type, date, x-oss- headers, resource: a line each. */
function ofV1(common: Common, text: string): Signed | undefined {
  const [method = '', md5 = '', type = '', date = '', ...rest] = text.split('\n');
  const first = rest.findIndex((line) => line.startsWith('/'));
  if (first === -1) return undefined;
  const headers = rest.slice(0, first).flatMap(headerOf);
  if (md5 !== '') headers.push('Content-MD5', md5);
  if (type !== '') headers.push('Content-Type', type);
  const inUrl = /^\d+$/.test(date);
  if (!inUrl && !headers.includes('x-oss-date')) headers.push('Date', date);
  const resource = rest.slice(first).join('\n');
  const [path = '', query = ''] = resource.split(/\?(.*)/s);
  const claim: Claim = inUrl
    ? { ...common, mode: 'v1-url', expires: date }
    : { ...common, mode: 'v1-header', authorization: '', date };
  const fits = (secret: string): boolean => v1Signature(secret, text) === common.signature;
  return signed(method, path, encodedQuery(query), headers, claim, '', fits);
}

/** Method, path, query, signed headers, additional headers, payload hash. */
function ofV4(common: Common, text: string, canonical: string): Signed | undefined {
  const [, date = '', scopeLine = ''] = text.split('\n');
  const [day = '', region = '', product = ''] = scopeLine.split('/');
  const [method = '', path = '', query = '', ...rest] = canonical.split('\n');
  const additionalHeaders = (rest.at(-2) ?? '').split(';').filter(Boolean);
  const headers = rest.slice(0, -2).flatMap(headerOf);
  const scope = { date: day, region, product };
  const claim: Claim = {
    ...common,
    mode: 'v4-header',
    authorization: '',
    date,
    scope,
    additionalHeaders,
    payloadHash: undefined,
  };
  const fits = (secret: string): boolean => v4Signature(secret, scope, text) === common.signature;
  return signed(method, decodePercent(path) ?? path, query, headers, claim, region, fits);
}

function signed(
  method: string,
  path: string,
  query: string,
  headers: readonly string[],
  claim: Claim,
  region: string,
  fits: Signed['fits'],
): Signed {
  const [, bucket, key] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const resource = {
    bucket: bucket === '' ? undefined : bucket,
    key: key === undefined || key === '' ? undefined : (utf8FromBytes(key) ?? key),
    bareBucket: false,
  };
  const request = { method, headers: new Headers(headers), query: new Query(query), resource };
  return { request, claim, host: '', base: '', path: encodePercentBytes(path, true), region, fits };
}

function headerOf(line: string): string[] {
  const colon = line.indexOf(':');
  return colon <= 0 ? [] : [line.slice(0, colon), line.slice(colon + 1)];
}

/** The parameters of a V1 resource, which stand there decoded. */
function encodedQuery(query: string): string {
  return query
    .split('&')
    .map((part) =>
      part
        .split(/=(.*)/s, 2)
        .map((text) => encodePercentBytes(text))
        .join('='),
    )
    .join('&');
}
