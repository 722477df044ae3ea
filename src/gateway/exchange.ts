import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { AccessRequest } from '../access/authorize.ts';
import type { Claim } from '../auth/index.ts';
import type { SignedRequest, SignedResource } from '../auth/request.ts';
import type { OssError } from '../errors/oss-error.ts';
import type { Credential } from '../identity/credential.ts';
import { ANONYMOUS, type Principal } from '../identity/principal.ts';
import { type ExchangeRecord, emptyRecord } from '../journal/record.ts';
import type { CallRequest, Operation } from '../operations/operation.ts';
import type { Pace } from '../runtime/index.ts';
import type { BucketRecord } from '../store/store.ts';
import { Headers } from '../wire/headers.ts';
import { Query } from '../wire/query.ts';
import type { Address, HostReading } from './address.ts';
import type { IncomingBody } from './body.ts';
import type { FaultRun } from './fault-run.ts';
import type { Usage } from './limits.ts';
import { type Target, withoutPort } from './target.ts';

const NOWHERE: Address = { style: 'service', bucket: undefined, key: undefined, bareBucket: false };

/** One request and what the ladder has found out about it so far. */
export class Exchange implements SignedRequest, CallRequest, AccessRequest {
  readonly id: string;
  readonly receivedAt: number;
  readonly method: string;
  readonly headers: Headers;
  readonly query: Query;
  readonly scheme: string;
  readonly host: string;
  readonly hostName: string;
  readonly target: Target;
  readonly hostReading: HostReading;
  readonly body: IncomingBody;
  readonly record: ExchangeRecord;
  readonly keepAlive: boolean;
  /** False for HTTP/1.0. */
  readonly takesChunks: boolean;
  private readonly socket: Socket;

  address: Address = NOWHERE;
  /** Chosen by the rung of that name; the rungs before it do not ask. */
  operation!: Operation;
  bucket: BucketRecord | undefined;
  claim: Claim | undefined;
  credential: Credential | undefined;
  principal: Principal = ANONYMOUS;
  /** What holds the bodies back, if anything does. */
  pace: Pace | undefined;
  /** Whether the caller pays for the request instead of the bucket's owner. */
  charged = false;
  fault: FaultRun | undefined;
  /** What limits count of it. */
  usage: Usage | undefined;

  constructor(
    request: IncomingMessage,
    parts: {
      readonly id: string;
      readonly receivedAt: number;
      readonly target: Target;
      readonly host: string;
      readonly scheme: string;
      readonly body: IncomingBody;
      readonly readHost: (host: string) => HostReading;
    },
  ) {
    this.socket = request.socket;
    this.id = parts.id;
    this.receivedAt = parts.receivedAt;
    this.method = request.method ?? '';
    this.headers = new Headers(request.rawHeaders);
    this.target = parts.target;
    this.query = new Query(parts.target.query);
    this.scheme = parts.scheme;
    this.host = parts.host;
    this.hostName = withoutPort(parts.host);
    this.hostReading = parts.readHost(this.hostName.toLowerCase());
    this.body = parts.body;
    this.takesChunks = request.httpVersion !== '1.0';
    this.keepAlive = wantsKeepAlive(request, this.headers);
    this.record = emptyRecord({
      id: parts.id,
      receivedAt: parts.receivedAt,
      method: this.method,
      target: request.url ?? '',
      host: parts.host,
      requestHeaders: request.rawHeaders,
      remoteAddress: request.socket.remoteAddress ?? '',
    });
  }

  get resource(): SignedResource {
    return this.address;
  }

  get bucketName(): string {
    return this.address.bucket ?? '';
  }

  get key(): string | undefined {
    return this.address.key;
  }

  get remoteAddress(): string {
    return this.record.remoteAddress;
  }

  get style(): Address['style'] {
    return this.address.style;
  }

  get endpoint(): string {
    const port = this.host.slice(this.hostName.length);
    return this.hostReading.base + port;
  }

  get localAddress(): string {
    const { localAddress = '', localPort } = this.socket;
    const address = localAddress.replace(/^::ffff:/, '');
    return `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
  }

  /** Holds both bodies back from here on. */
  holdBack(pace: Pace): void {
    this.pace = pace;
    this.body.holdBack(pace);
  }

  /** Notes a refusal in the record. */
  refused(rung: string, error: OssError): void {
    this.record.rungs.push({ name: rung, outcome: 'refused', facts: error.facts });
    this.record.cause = error.cause;
    this.record.row = error.row;
  }
}

function wantsKeepAlive(request: IncomingMessage, headers: Headers): boolean {
  const connection = headers.get('connection')?.toLowerCase();
  if (request.httpVersion === '1.0') return connection === 'keep-alive';
  return connection === undefined || !connection.split(',').some((token) => token.trim() === 'close');
}
