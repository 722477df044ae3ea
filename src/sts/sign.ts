import { createHash, createHmac } from 'node:crypto';
import { encodePercentBytes } from '../wire/percent.ts';
import type { Parameters } from './parameters.ts';

/** `<METHOD>&%2F&<encoded canonical query>` of every parameter but Signature (services.md §1.3). */
export function v1StringToSign(method: string, parameters: Parameters): string {
  const signed = [...parameters].filter(([name]) => name !== 'Signature');
  return `${method}&%2F&${encodePercentBytes(canonicalQuery(signed))}`;
}

/** HMAC-SHA1 in Base64, under the secret with an ampersand behind it. */
export function v1Signature(secret: string, stringToSign: string): string {
  return createHmac('sha1', `${secret}&`).update(stringToSign, 'latin1').digest('base64');
}

/** What V3 covers. */
export interface V3Covered {
  readonly method: string;
  readonly path: string;
  /** Of the query alone. */
  readonly parameters: Parameters;
  /** Lower-case names with their values, in the order signed. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** services.md §1.4. */
export function v3CanonicalRequest({ method, path, parameters, headers, body }: V3Covered): string {
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const names = headers.map(([name]) => name).join(';');
  const digest = createHash('sha256').update(body).digest('hex');
  return `${method}\n${path}\n${canonicalQuery([...parameters])}\n${lines}\n${names}\n${digest}`;
}

export const V3_METHOD = 'ACS3-HMAC-SHA256';

export function v3StringToSign(canonicalRequest: string): string {
  return `${V3_METHOD}\n${createHash('sha256').update(canonicalRequest, 'latin1').digest('hex')}`;
}

/** HMAC-SHA256 in lower-case hex, under the bare secret. */
export function v3Signature(secret: string, stringToSign: string): string {
  return createHmac('sha256', secret).update(stringToSign, 'latin1').digest('hex');
}

/** Sorted by the bytes of the names; a parameter without value keeps its equals sign (services.md §1.2). */
function canonicalQuery(parameters: (readonly [name: string, value: string])[]): string {
  return parameters
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodePercentBytes(name)}=${encodePercentBytes(value)}`)
    .join('&');
}
