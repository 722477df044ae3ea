import { httpDate, isoBasicDate } from '../wire/dates.ts';
import { type HeaderList, Headers } from '../wire/headers.ts';
import { encodePercentBytes } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';
import { v1StringToSign } from './canonical/v1.ts';
import { v2StringToSign } from './canonical/v2.ts';
import {
  scopeText,
  UNSIGNED_PAYLOAD,
  V4_ALGORITHM,
  v4CanonicalRequest,
  v4StringToSign,
  v4Timestamp,
} from './canonical/v4.ts';
import type { Scope } from './claim.ts';
import { v1Signature, v2Signature, v4Signature } from './hmac.ts';
import type { SignedRequest } from './request.ts';

/** A request to be signed. */
export interface Unsigned {
  readonly method: string;
  /** Byte strings. */
  readonly headers: HeaderList;
  /** The query as it will be sent: encoded, without `?`; may be empty. */
  readonly query: string;
  readonly bucket?: string | undefined;
  /** Decoded UTF-8 text. */
  readonly key?: string | undefined;
}

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

export interface V4Options {
  readonly region: string;
  /** `oss` unless given. */
  readonly product?: string | undefined;
  /** Further headers to sign, lower case; absent ones are left out. */
  readonly additionalHeaders?: readonly string[] | undefined;
}

/** @param at milliseconds, for Date when neither it nor x-oss-date is there. @returns all headers to send. */
export function signV1Header(request: Unsigned, keys: SigningKeys, at: number): HeaderList {
  const headers = dated(withToken(request.headers, keys), ['Date', httpDate(at)]);
  const signed = signedRequest(request, headers, request.query);
  const text = v1StringToSign(signed, signed.headers.get('x-oss-date') ?? signed.headers.get('date') ?? '');
  const signature = v1Signature(keys.accessKeySecret, text);
  return [...headers, ['Authorization', `OSS ${keys.accessKeyId}:${signature}`]];
}

/** @param expires Unix seconds. @returns the whole query to send, without `?`. */
export function signV1Url(request: Unsigned, keys: SigningKeys, expires: number): string {
  const query = joined(request.query, [['security-token', keys.securityToken]]);
  const text = v1StringToSign(signedRequest(request, request.headers, query), `${expires}`);
  const signature = v1Signature(keys.accessKeySecret, text);
  return joined(query, [
    ['OSSAccessKeyId', keys.accessKeyId],
    ['Expires', `${expires}`],
    ['Signature', signature],
  ]);
}

/** @param at milliseconds. @returns all headers to send. */
export function signV2Header(
  request: Unsigned,
  keys: SigningKeys,
  at: number,
  additionalHeaders: readonly string[] = [],
): HeaderList {
  const headers = dated(withToken(request.headers, keys), ['Date', httpDate(at)]);
  const signed = signedRequest(request, headers, request.query);
  const additional = present(signed, additionalHeaders);
  const date = signed.headers.get('date') ?? signed.headers.get('x-oss-date') ?? '';
  const signature = v2Signature(keys.accessKeySecret, v2StringToSign(signed, date, additional));
  const list = additional.length === 0 ? '' : `AdditionalHeaders:${additional.join(';')},`;
  return [...headers, ['Authorization', `OSS2 AccessKeyId:${keys.accessKeyId},${list}Signature:${signature}`]];
}

/** @param expires Unix seconds. @returns the whole query to send, without `?`. */
export function signV2Url(
  request: Unsigned,
  keys: SigningKeys,
  expires: number,
  additionalHeaders: readonly string[] = [],
): string {
  const additional = present(signedRequest(request, request.headers, ''), additionalHeaders);
  const query = joined(request.query, [
    ['security-token', keys.securityToken],
    ['x-oss-signature-version', 'OSS2'],
    ['x-oss-expires', `${expires}`],
    ['x-oss-access-key-id', keys.accessKeyId],
    ['x-oss-additional-headers', additional.length === 0 ? undefined : additional.join(';')],
  ]);
  const text = v2StringToSign(signedRequest(request, request.headers, query), `${expires}`, additional);
  return joined(query, [['x-oss-signature', v2Signature(keys.accessKeySecret, text)]]);
}

/** @param at milliseconds, for x-oss-date when neither it nor Date is there. @returns all headers to send. */
export function signV4Header(request: Unsigned, keys: SigningKeys, at: number, options: V4Options): HeaderList {
  let headers = dated(withToken(request.headers, keys), ['x-oss-date', isoBasicDate(at)]);
  if (!has(headers, 'x-oss-content-sha256')) headers = [...headers, ['x-oss-content-sha256', UNSIGNED_PAYLOAD]];
  const signed = signedRequest(request, headers, request.query);
  const additional = present(signed, options.additionalHeaders ?? []);
  const timestamp = v4Timestamp(signed.headers.get('x-oss-date') ?? signed.headers.get('date') ?? '');
  const scope = scopeOf(timestamp, options);
  const text = v4StringToSign(v4CanonicalRequest(signed, additional), timestamp, scope);
  const list = additional.length === 0 ? '' : `AdditionalHeaders=${additional.join(';')},`;
  const credential = `${keys.accessKeyId}/${scopeText(scope)}`;
  const signature = v4Signature(keys.accessKeySecret, scope, text);
  return [...headers, ['Authorization', `${V4_ALGORITHM} Credential=${credential},${list}Signature=${signature}`]];
}

/**
 * @param at milliseconds: the moment from which the URL is valid.
 * @param expires seconds from then.
 * @returns the whole query to send, without `?`.
 */
export function signV4Url(
  request: Unsigned,
  keys: SigningKeys,
  at: number,
  expires: number,
  options: V4Options,
): string {
  const timestamp = isoBasicDate(at);
  const scope = scopeOf(timestamp, options);
  const additional = present(signedRequest(request, request.headers, ''), options.additionalHeaders ?? []);
  const query = joined(request.query, [
    ['x-oss-signature-version', V4_ALGORITHM],
    ['x-oss-date', timestamp],
    ['x-oss-expires', `${expires}`],
    ['x-oss-credential', `${keys.accessKeyId}/${scopeText(scope)}`],
    ['x-oss-security-token', keys.securityToken],
    ['x-oss-additional-headers', additional.length === 0 ? undefined : additional.join(';')],
  ]);
  const signed = signedRequest(request, request.headers, query);
  const text = v4StringToSign(v4CanonicalRequest(signed, additional), timestamp, scope);
  return joined(query, [['x-oss-signature', v4Signature(keys.accessKeySecret, scope, text)]]);
}

function signedRequest(request: Unsigned, headers: HeaderList, query: string): SignedRequest {
  return {
    method: request.method,
    headers: new Headers(headers.flat()),
    query: new Query(query),
    resource: { bucket: request.bucket, key: request.key, bareBucket: false },
  };
}

function scopeOf(timestamp: string, { region, product = 'oss' }: V4Options): Scope {
  return { date: timestamp.slice(0, 8), region, product };
}

function present({ headers }: SignedRequest, names: readonly string[]): string[] {
  return names.filter((name) => headers.has(name)).sort();
}

function has(headers: HeaderList, name: string): boolean {
  return headers.some(([sent]) => sent.toLowerCase() === name);
}

function dated(headers: HeaderList, date: readonly [string, string]): HeaderList {
  return has(headers, 'x-oss-date') || has(headers, 'date') ? headers : [...headers, date];
}

function withToken(headers: HeaderList, { securityToken }: SigningKeys): HeaderList {
  if (securityToken === undefined || has(headers, 'x-oss-security-token')) return headers;
  return [...headers, ['x-oss-security-token', securityToken]];
}

function joined(query: string, added: readonly (readonly [name: string, value: string | undefined])[]): string {
  let text = query;
  for (const [name, value] of added) {
    if (value === undefined) continue;
    text += `${text === '' ? '' : '&'}${name}=${encodePercentBytes(value)}`;
  }
  return text;
}
