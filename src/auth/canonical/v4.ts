import { createHash } from 'node:crypto';
import { isoBasicDate, parseHttpDate } from '../../wire/dates.ts';
import type { Scope } from '../claim.ts';
import type { SignedRequest } from '../request.ts';
import { headerLines, isOssHeader } from './headers.ts';
import { encodedQuery } from './query.ts';
import { encodedResourcePath } from './resource.ts';

export const V4_ALGORITHM = 'OSS4-HMAC-SHA256';
export const V4_TERMINATOR = 'aliyun_v4_request';
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** How a client may have read the rules; the main form takes the additional headers in the order given. */
export interface V4Form {
  readonly sortAdditional: boolean;
  readonly bareBucket: boolean;
  /** Signs an RFC 1123 Date as it stands, not in ISO basic form: the Go SDK v1. */
  readonly rawDate: boolean;
  /** Reads `+` in the query as a blank, as oss2 writes it. */
  readonly plusIsBlank: boolean;
  /** Writes `name=` for an empty value: ali-oss. */
  readonly keepEmpty: boolean;
}

export const MAIN_V4: V4Form = {
  sortAdditional: false,
  bareBucket: false,
  rawDate: false,
  plusIsBlank: false,
  keepEmpty: false,
};

/** The V4 canonical request, a byte string (access.md §6.1). */
export function v4CanonicalRequest(
  request: SignedRequest,
  additionalHeaders: readonly string[],
  form: V4Form = MAIN_V4,
): string {
  const { method, headers, query, resource } = request;
  const additional = additionalHeaders.filter((name) => !isAlwaysSigned(name) && headers.has(name));
  if (form.sortAdditional) additional.sort();
  const lines = headerLines(headers, (name) => isAlwaysSigned(name) || additional.includes(name));
  const path = encodedResourcePath(resource, true, form.bareBucket);
  const payload = headers.get('x-oss-content-sha256') ?? UNSIGNED_PAYLOAD;
  const line = encodedQuery(query, form.plusIsBlank, form.keepEmpty);
  return `${method}\n${path}\n${line}\n${lines}\n${additional.join(';')}\n${payload}`;
}

/** @param timestamp `YYYYMMDDTHHMMSSZ`. */
export function v4StringToSign(canonicalRequest: string, timestamp: string, scope: Scope): string {
  const digest = createHash('sha256').update(canonicalRequest, 'latin1').digest('hex');
  return `${V4_ALGORITHM}\n${timestamp}\n${scopeText(scope)}\n${digest}`;
}

/** `DATE/REGION/PRODUCT/aliyun_v4_request`. */
export function scopeText({ date, region, product }: Scope): string {
  return `${date}/${region}/${product}/${V4_TERMINATOR}`;
}

/** The timestamp to sign: the request time, in ISO basic form also when sent as RFC 1123 (access.md V4-7). */
export function v4Timestamp(date: string): string {
  const at = parseHttpDate(date);
  return at === undefined ? date : isoBasicDate(at);
}

function isAlwaysSigned(name: string): boolean {
  return name === 'content-type' || name === 'content-md5' || isOssHeader(name);
}
