import type { Socket } from 'node:net';
import type { WireProfile } from '../errors/cause.ts';
import type { OssError } from '../errors/oss-error.ts';
import { type Cause, refuse } from '../errors/refuse.ts';
import { reasonPhrase, refusal } from '../gateway/reply.ts';
import { type ExchangeRecord, emptyRecord } from '../journal/record.ts';
import { ALLOW } from '../operations/allow.ts';
import { argument } from '../operations/argument.ts';
import type { Runtime } from '../runtime/index.ts';

/** What Node's parser reports. */
export interface ParserError extends Error {
  readonly code?: string;
  /** The packet in which the parser failed, and how far it had come. */
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

/** The head that could not be parsed, as Latin-1: what follows the last complete head of the packet. */
function brokenHead({ rawPacket, bytesParsed = 0 }: ParserError): string {
  const text = rawPacket?.toString('latin1') ?? '';
  const end = text.lastIndexOf('\r\n\r\n', Math.max(0, bytesParsed - 4));
  return end === -1 ? text : text.slice(end + 4);
}

const METHOD_LINE = /^([A-Za-z]+) \S+ HTTP\/1\.[01]\r?\n/;

/** Of what is no HTTP the service knows no Host either: it names itself (an answer of May 2023). */
const UNREADABLE: ReadonlySet<string> = new Set<Cause>(['bad-request-line', 'bad-header-section']);

/** Which refusal a parser error is. @param head what was received, as Latin-1. */
function causeOfParserError(error: ParserError, head: string): OssError {
  switch (error.code) {
    case 'HPE_INVALID_METHOD': {
      const method = METHOD_LINE.exec(head)?.[1];
      if (method === undefined) return refuse('bad-request-line');
      return refuse('unknown-method', { Method: method.toLowerCase(), ResourceType: 'Bucket', Allow: ALLOW });
    }
    case 'HPE_HEADER_OVERFLOW':
      return refuse('header-section-too-large');
    case 'HPE_UNEXPECTED_CONTENT_LENGTH':
    case 'HPE_INVALID_CONTENT_LENGTH': {
      const value = /^content-length:[ \t]*([^\r\n]*)/im.exec(head)?.[1] ?? '';
      return refuse('content-length-invalid', argument('Content-Length', value));
    }
    case 'HPE_INVALID_CHUNK_SIZE':
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return refuse('bad-chunk');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('request-timeout');
    case 'HPE_INVALID_EOF_STATE':
      return refuse('incomplete-body');
    case 'HPE_INVALID_URL':
    case 'HPE_INVALID_VERSION':
    case 'HPE_INVALID_CONSTANT':
      return refuse('bad-request-line');
    default:
      return refuse(head.includes('\n') ? 'bad-header-section' : 'bad-request-line');
  }
}

/** Which refusal a parser error in the middle of a body is. */
export function causeOfBrokenBody({ code }: ParserError): OssError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('request-timeout');
  return refuse(code === 'HPE_INVALID_EOF_STATE' ? 'incomplete-body' : 'bad-chunk');
}

/** Answers on a connection that no request object exists for, and closes it. @returns what to keep of it. */
export function answerRaw(socket: Socket, broken: ParserError, runtime: Runtime, profile: WireProfile): ExchangeRecord {
  const now = runtime.clock.now();
  const head = brokenHead(broken);
  const error = causeOfParserError(broken, head);
  const host = /^host:[ \t]*([^\r\n]*?)[ \t]*\r?$/im.exec(head)?.[1] ?? '';
  const requestId = runtime.ids.request(now);
  const reply = refusal(error, {
    requestId,
    hostId: UNREADABLE.has(error.cause) ? 'localhost' : host,
    method: /^HEAD /.test(head) ? 'HEAD' : 'GET',
    keepAlive: false,
    chunks: false,
    profile,
    cors: [],
    now,
    receivedAt: now,
    held: 0,
    charged: false,
  });
  let section = `HTTP/1.1 ${reply.status} ${reasonPhrase(reply.status)}\r\n`;
  for (let i = 0; i < reply.headers.length; i += 2) section += `${reply.headers[i]}: ${reply.headers[i + 1]}\r\n`;
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.alloc(0);
  socket.end(Buffer.concat([Buffer.from(`${section}\r\n`, 'latin1'), body]));
  const [method = '', target = ''] =
    head
      .slice(0, SHOWN_BYTES)
      .split(/[\r\n]/, 1)[0]
      ?.split(' ') ?? [];
  const record = emptyRecord({ id: requestId, receivedAt: now, method, target, host });
  record.rungs.push({
    name: 'http',
    outcome: 'refused',
    facts: { parser: broken.code, head: head.slice(0, SHOWN_BYTES) },
  });
  record.status = reply.status;
  record.cause = error.cause;
  record.row = error.row;
  record.ec = error.ec(profile);
  record.responseHeaders = reply.headers;
  record.errorBody = reply.document;
  record.bytesOut = body.length;
  return record;
}

/** How much of an unreadable head the record keeps. */
const SHOWN_BYTES = 1000;
