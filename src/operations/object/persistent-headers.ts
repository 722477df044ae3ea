import { refuse } from '../../errors/refuse.ts';
import type { Headers } from '../../wire/headers.ts';
import { utf8FromBytes } from '../../wire/percent.ts';
import { argument } from '../argument.ts';

const NAME = 'x-oss-persistent-headers';
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Headers the service writes itself, or that belong to the connection. */
const RESERVED: ReadonlySet<string> = new Set([
  'accept-ranges',
  'age',
  'allow',
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'content-range',
  'content-type',
  'date',
  'etag',
  'expect',
  'host',
  'keep-alive',
  'last-modified',
  'location',
  'proxy-authenticate',
  'proxy-authorization',
  'range',
  'server',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'vary',
]);

/**
 * The headers that `x-oss-persistent-headers: name:base64(value),…` adds to the stored ones (operations.md §2.15). A
 * header that the request also sends by itself is stored once.
 * @throws OssError `persistent-…`, one cause for each mistake the service names.
 */
export function persistentHeaders(header: string, request: Headers): [string, string][] {
  const refused = argument(NAME, header);
  const stored: [string, string][] = [];
  for (const pair of header.split(',')) {
    const colon = pair.indexOf(':');
    if (colon === -1) throw refuse('persistent-headers-malformed', refused);
    const name = pair.slice(0, colon).trim();
    const encoded = pair.slice(colon + 1).trim();
    if (!TOKEN.test(name)) throw refuse('persistent-header-name-illegal', refused);
    const lower = name.toLowerCase();
    if (RESERVED.has(lower) || lower.startsWith('x-oss-')) throw refuse('persistent-header-reserved', refused);
    if (!BASE64.test(encoded)) throw refuse('persistent-header-not-base64', refused);
    const value = Buffer.from(encoded, 'base64').toString('latin1');
    if (utf8FromBytes(value) === undefined) throw refuse('persistent-header-not-utf8', refused);
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw refuse('persistent-header-line-break', refused);
    const sent = request.get(lower);
    if (sent !== undefined && sent !== value) throw refuse('persistent-header-differs', refused);
    if (sent === undefined || !STORED_ANYWAY.has(lower)) stored.push([name, value]);
  }
  return stored;
}

const STORED_ANYWAY: ReadonlySet<string> = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
]);
