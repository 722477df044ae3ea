import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { WireProfile } from '../errors/cause.ts';
import type { OssError } from '../errors/oss-error.ts';
import type { Answer } from '../operations/operation.ts';
import type { ByteSource } from '../store/store.ts';
import { httpDate } from '../wire/dates.ts';
import type { HeaderList } from '../wire/headers.ts';
import { bytesFromUtf8 } from '../wire/percent.ts';
import { type Tally, write } from './deliver.ts';

/** What every answer needs to know about its exchange. */
export interface ReplyContext {
  readonly requestId: string;
  /** Host as sent (wire.md (a) 6). */
  readonly hostId: string;
  readonly method: string;
  readonly keepAlive: boolean;
  /** False for HTTP/1.0, which knows no chunks: the end of the connection ends a body of unknown length. */
  readonly chunks: boolean;
  readonly profile: WireProfile;
  /** What CORS adds, directly after x-oss-request-id (wire.md (b)). */
  readonly cors: HeaderList;
  /** Milliseconds: now, and when the request arrived. */
  readonly now: number;
  readonly receivedAt: number;
  /** Milliseconds by which the answer comes later for a limit on traffic. */
  readonly held: number;
  /** Whether the caller pays for it instead of the bucket's owner (API reference of PutBucketRequestPayment). */
  readonly charged: boolean;
}

/** A complete answer: the header section as a flat list in wire order, and the body. */
export interface Reply {
  readonly status: number;
  /** Name, value, name, value … */
  readonly headers: string[];
  readonly body: Buffer | ByteSource | undefined;
}

const PHRASES: Readonly<Record<number, string>> = { ...STATUS_CODES, 203: 'Non-Authoritative Information' };

export function reasonPhrase(status: number): string {
  return PHRASES[status] ?? '';
}

/**
 * Success in wire order (wire.md (b)): Server, Date, Content-Type, Content-Length, Connection, x-oss-request-id, the
 * operation's own, x-oss-server-time.
 */
export function success(answer: Answer, context: ReplyContext): Reply {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  const headers = head(context, answer.contentType, lengthOf(answer, body));
  for (const [name, value] of answer.headers) headers.push(name, value);
  if (context.charged) headers.push('x-oss-request-charged', 'requester');
  if (context.held > 0) headers.push('x-oss-qos-delay-time', String(context.held));
  headers.push('x-oss-server-time', serverTime(context));
  return { status: answer.status, headers, body: context.method === 'HEAD' ? undefined : body };
}

/**
 * A refusal in wire order. On HEAD there is no body: `x-oss-err` carries it, and Content-Length announces the document
 * that a GET would return (operations.md §2.6, wire.md (a)).
 */
export function refusal(error: OssError, context: ReplyContext): Reply & { readonly document: string } {
  const document = error.document(context.requestId, context.hostId, context.profile);
  const body = Buffer.from(document, 'utf8');
  const headers = head(context, 'application/xml', body.length);
  for (const [name, value] of error.headers()) headers.push(name, value);
  // The captured 405 of the manuals has no x-oss-server-time (cap-141).
  if (error.row.status !== 405) headers.push('x-oss-server-time', serverTime(context));
  const ec = error.ec(context.profile);
  if (ec !== undefined) headers.push('x-oss-ec', ec);
  if (context.method !== 'HEAD') return { status: error.row.status, headers, body, document };
  if (context.profile === 'current') headers.push('x-oss-err', body.toString('base64'));
  return { status: error.row.status, headers, body: undefined, document };
}

function lengthOf(answer: Answer, body: Buffer | ByteSource | undefined): number | 'chunked' | undefined {
  if (answer.status === 304) return undefined;
  if (answer.chunked) return 'chunked';
  return answer.length ?? (body === undefined ? 0 : Buffer.isBuffer(body) ? body.length : body.size);
}

function head(
  context: ReplyContext,
  contentType: string | undefined,
  length: number | 'chunked' | undefined,
): string[] {
  const headers = ['Server', 'AliyunOSS', 'Date', httpDate(context.now)];
  if (contentType !== undefined) headers.push('Content-Type', contentType);
  const chunked = length === 'chunked';
  if (chunked && context.chunks) headers.push('Transfer-Encoding', 'chunked');
  else if (!chunked && length !== undefined) headers.push('Content-Length', String(length));
  const keepAlive = context.keepAlive && (context.chunks || !chunked);
  headers.push('Connection', keepAlive ? 'keep-alive' : 'close', 'x-oss-request-id', context.requestId);
  for (const [name, value] of context.cors) headers.push(name, value);
  return headers;
}

function serverTime({ now, receivedAt }: ReplyContext): string {
  return String(Math.max(0, now - receivedAt));
}

/** Sends a reply. @throws when the client went away in the middle, or for headers that HTTP cannot carry. */
export async function send(response: ServerResponse, reply: Reply, tally: Tally): Promise<void> {
  writeHead(response, reply);
  const { body } = reply;
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : body.inline;
  if (bytes !== undefined) tally.bytesOut = bytes.length;
  else if (body !== undefined) {
    await (body as ByteSource).pump(async (chunk) => {
      await write(response, chunk);
      tally.bytesOut += chunk.length;
    });
  }
  response.end(bytes);
}

export function writeHead(response: ServerResponse, { status, headers }: Reply): void {
  response.sendDate = false;
  response.writeHead(status, reasonPhrase(status), asNodeTakesThem(headers));
}

const DISPOSITION = 'content-disposition';

/**
 * Node decodes a Content-Disposition behind a Content-Length other than 0 from UTF-8 before it writes it (its pull request
 * 46528), and throws when that gives more than Latin-1. Encoded once more, the value leaves as the bytes it was.
 */
function asNodeTakesThem(headers: string[]): string[] {
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (name.length !== DISPOSITION.length || name.toLowerCase() !== DISPOSITION) continue;
    const length = headers.indexOf('Content-Length');
    const value = headers[i + 1] as string;
    const bytes = length === -1 || headers[length + 1] === '0' ? value : bytesFromUtf8(value);
    return bytes === value ? headers : headers.with(i + 1, bytes);
  }
  return headers;
}
