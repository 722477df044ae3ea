import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Deadline } from './deadline.ts';
import type { Outgoing } from './outgoing.ts';
import type { CallbackSettings } from './settings.ts';

/** What came back from a callback server. */
export interface Received {
  readonly status: number;
  readonly contentType: string | undefined;
  /** The whole body of a 200; of others what came of the first 16 KiB. */
  readonly body: Buffer;
}

/** access.md §14.5. */
const MAX_HEADER_BYTES = 3 * 1024 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;
/** Of an answer that has failed already, for the record. */
const MAX_FAILED_BODY_BYTES = 16 * 1024;

/**
 * Sends one request and takes the answer, never more of it than OSS takes, and leaves no socket behind. Redirects are
 * not followed. Certificates are not verified, because those of a developer's machine are self-signed.
 * @throws OssError a CallbackFailed of catalogue/callback-failures.ts.
 */
export function exchange(
  { target, headers, body, sni }: Outgoing,
  deadline: Deadline,
  wording: CallbackSettings['timeoutWording'],
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const connection: Connection = { tcp: undefined, ready: false };
    const send = target.secure ? httpsRequest : httpRequest;
    const request = send({
      method: 'POST',
      host: target.address ?? target.host,
      port: target.port,
      path: target.path,
      headers: headers.flat(),
      agent: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      ...(target.secure && {
        rejectUnauthorized: false,
        servername: sni && isIP(target.host) === 0 ? target.host : '',
      }),
    });
    const settle: Settle = (outcome) => {
      deadline.watch(undefined);
      request.destroy();
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    };
    deadline.watch(() => settle(tooLate(connection, deadline.limit, wording)));
    let answered = false;
    // Bytes behind a whole answer are an error of the parser, too; an answer that has begun speaks for itself.
    request.on('error', (error) => answered || settle(broken(error, connection)));
    request.on('socket', (socket) => watchConnection(socket, target.secure, connection));
    request.on('upgrade', ({ statusCode = 101 }) => settle(failedStatus(statusCode, [])));
    request.on('response', (response) => {
      answered = true;
      receive(response, deadline, settle);
    });
    request.end(body);
  });
}

/** How far a connection has come. */
interface Connection {
  /** Address and port of the other side, once reached. */
  tcp: string | undefined;
  /** Ready for a request: with https, behind the handshake. */
  ready: boolean;
}

function watchConnection(socket: Socket, secure: boolean, connection: Connection): void {
  socket.once('connect', () => {
    const { remoteAddress = '', remotePort } = socket;
    connection.tcp = `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`;
    connection.ready ||= !secure;
  });
  socket.once('secureConnect', () => {
    connection.ready = true;
  });
}

type Settle = (outcome: Received | OssError) => void;

function receive(response: IncomingMessage, deadline: Deadline, settle: Settle): void {
  const { statusCode: status = 0, headers } = response;
  if (status !== 200) {
    receiveFailure(response, status, deadline, settle);
    return;
  }
  const length = headers['content-length'];
  if (length === undefined) settle(refuse('callback-answer-without-length').because({ status }));
  else if (Number(length) > MAX_BODY_BYTES) settle(refuse('callback-answer-too-long').because({ status, length }));
  else {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => settle({ status, contentType: headers['content-type'], body: Buffer.concat(chunks) }));
    response.on('error', () => settle(refuse('callback-connection-lost').because({ status, length })));
  }
}

/** The status decides; what comes of the body before the time is over is kept for the record. */
function receiveFailure(response: IncomingMessage, status: number, deadline: Deadline, settle: Settle): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const fail = (): void => settle(failedStatus(status, chunks));
  deadline.watch(fail);
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_FAILED_BODY_BYTES) fail();
  });
  response.on('end', fail);
  response.on('error', fail);
}

function failedStatus(status: number, chunks: readonly Buffer[]): OssError {
  const body = Buffer.concat(chunks).subarray(0, MAX_FAILED_BODY_BYTES).toString('utf8');
  return refuse('callback-status', { Status: String(status) }).because({ status, body });
}

/** The time is over: the server never answered, or was never reached. */
function tooLate({ tcp, ready }: Connection, limit: number, wording: CallbackSettings['timeoutWording']): OssError {
  if (tcp === undefined || !ready) return refuse('callback-unreachable').because({ why: 'no connection in time' });
  const details = { Address: tcp, Cost: String(limit), Timeout: String(limit) };
  return wording === '2016' ? refuse('callback-timeout', details) : refuse('callback-timeout-other-build', details);
}

/** What an error of the connection or of the parser means to OSS. */
function broken(error: NodeJS.ErrnoException, { tcp, ready }: Connection): OssError {
  const codes = codesOf(error);
  return refuse(causeOf(codes, tcp !== undefined, ready)).because({ why: error.message, codes });
}

function causeOf(codes: readonly string[], reached: boolean, ready: boolean) {
  if (codes.includes('ECONNREFUSED')) return 'callback-refused';
  if (!reached) return 'callback-unreachable';
  if (!ready) return 'callback-handshake-failed';
  if (codes.some((code) => LENGTH_ERRORS.has(code))) return 'callback-answer-length-invalid';
  if (codes.some((code) => code.startsWith('HPE_'))) return 'callback-answer-not-http';
  return 'callback-connection-lost';
}

const LENGTH_ERRORS: ReadonlySet<string> = new Set(['HPE_INVALID_CONTENT_LENGTH', 'HPE_UNEXPECTED_CONTENT_LENGTH']);

/** A host with several addresses fails with an error for each. */
function codesOf(error: NodeJS.ErrnoException): string[] {
  const all = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [error];
  return all.flatMap(({ code }) => code ?? []);
}
