import { signV1Header, signV4Header } from '../../src/auth/index.ts';
import type { HeaderList } from '../../src/wire/headers.ts';
import { encodePercent } from '../../src/wire/percent.ts';
import { type RawAnswer, raw } from './raw.ts';

/** The default account's keys. */
export const KEYS = { accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' };

/** A request to be signed and sent in path style over a raw socket. */
export interface SignedCall {
  readonly method: string;
  readonly bucket?: string;
  readonly key?: string | undefined;
  /** Encoded, without `?`. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Sends the body without Content-Length, in one chunk. */
  readonly chunked?: boolean;
  /** Leaves out Content-Length although there is no body. */
  readonly noLength?: boolean;
  /** Who signs, and how. `undefined` keys send no signature. */
  readonly keys?: typeof KEYS | undefined;
  readonly version?: 'v1' | 'v4';
  /** Milliseconds; the instant signed. */
  readonly at: number;
  readonly host?: string;
  /** Leaves out `Connection: close`, as real clients do. */
  readonly keepAlive?: boolean;
}

/** The bytes of a signed request, in path style unless `host` begins with the bucket. */
export function signedBytes(call: SignedCall): Buffer {
  const { method, bucket, key, query = '', at } = call;
  const host = call.host ?? '127.0.0.1';
  const path = host.startsWith(`${bucket}.`) ? `/${encodePercent(key ?? '', true)}` : pathOf(bucket, key);
  const body = typeof call.body === 'string' ? Buffer.from(call.body) : call.body;
  const length: HeaderList = framing(call, body);
  const headers: HeaderList = [...Object.entries(call.headers ?? {}), ...length];
  const keys = 'keys' in call ? call.keys : KEYS;
  const request = { method, headers, query, bucket, key };
  const sent =
    keys === undefined
      ? headers
      : call.version === 'v4'
        ? signV4Header(request, keys, at, { region: 'cn-hangzhou' })
        : signV1Header(request, keys, at);
  const end = call.keepAlive ? [] : [['Connection', 'close']];
  const lines = [['Host', host], ...sent, ...end].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), framed(call, body)]);
}

/** Signs, sends and collects the answer. */
export function signed(port: number, call: SignedCall): Promise<RawAnswer> {
  return raw(port, signedBytes(call));
}

function pathOf(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return '/';
  return `/${bucket}/${encodePercent(key ?? '', true)}`;
}

function framing({ method, chunked, noLength }: SignedCall, body: Buffer | undefined): HeaderList {
  if (chunked) return [['Transfer-Encoding', 'chunked']];
  if (noLength || (body === undefined && (method === 'GET' || method === 'HEAD' || method === 'DELETE'))) return [];
  return [['Content-Length', `${body?.length ?? 0}`]];
}

function framed({ chunked }: SignedCall, body: Buffer | undefined): Buffer {
  if (!chunked) return body ?? Buffer.alloc(0);
  const size = (body?.length ?? 0).toString(16);
  const first = body?.length ? Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n')]) : Buffer.alloc(0);
  return Buffer.concat([first, Buffer.from('0\r\n\r\n')]);
}
