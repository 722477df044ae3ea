import type { SignedRequest } from '../auth/request.ts';
import { OssError } from '../errors/oss-error.ts';
import { readHost, readPath } from '../gateway/address.ts';
import { Headers } from '../wire/headers.ts';
import { Query } from '../wire/query.ts';
import type { SeenRequest } from './evidence.ts';

/** A request of a dump as the service reads it. */
export interface ReadRequest extends SignedRequest {
  /** As sent. */
  readonly host: string;
  /** Host without the bucket, in lower case. */
  readonly base: string;
  /** Still encoded. */
  readonly path: string;
  /** Named by the host. */
  readonly region: string | undefined;
}

const NO_ADDRESSES = { baseHosts: [], cnames: new Map<string, string>(), region: '' };

/** @returns undefined for a target that nothing can be read from. */
export function readRequest({ method, target, host: sent, headers }: SeenRequest): ReadRequest | undefined {
  const url = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(target);
  const host = sent ?? url?.[1] ?? '';
  const local = url === null ? target : (url[2] as string);
  const [path = '/', ...query] = local.split('?');
  const reading = readHost(host.replace(/:\d+$/, '').toLowerCase(), NO_ADDRESSES);
  try {
    const { address } = readPath(path === '' ? '/' : path, reading);
    return {
      method,
      headers: new Headers(headers),
      query: new Query(query.join('?')),
      resource: address,
      host,
      base: reading.base,
      path,
      region: reading.region,
    };
  } catch (error) {
    if (error instanceof OssError) return undefined;
    throw error;
  }
}
