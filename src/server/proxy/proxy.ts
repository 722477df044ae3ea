import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { readTarget, withoutPort } from '../../gateway/target.ts';
import { type ExchangeRecord, emptyRecord } from '../../journal/record.ts';
import type { Runtime } from '../../runtime/index.ts';
import type { Door } from '../door.ts';
import type { Accept } from '../tls/both-schemes.ts';
import { arrivesHere } from './names.ts';

/** What answers to clients that take this server for their proxy. */
export interface ProxyParts {
  readonly gateway: Pick<Door, 'hostReading' | 'keep'>;
  readonly runtime: Runtime;
  /** In lower case. */
  readonly baseHosts: readonly string[];
  /** Takes what comes through a tunnel. */
  readonly accept: Accept;
  /** Whether it takes TLS. */
  readonly secure: boolean;
}

/** `host` or `host:port`, with brackets around IPv6; with a port, as a tunnel is asked for. */
const AUTHORITY = /^(?:\[[0-9a-fA-F:.]+\]|[^:[\]/?#@\s]+)(?::\d{1,5})?$/;
const WITH_PORT = /:\d{1,5}$/;
const HTTPS_PORT = /:443$/;

/** A proxy that leads nowhere but here: it opens no connection of its own. */
export class ProxyHere {
  private readonly parts: ProxyParts;

  constructor(parts: ProxyParts) {
    this.parts = parts;
  }

  /** Answers a request in absolute form for a name that is not OSS's. @returns whether it did; not for what is no name. */
  refuses(request: IncomingMessage, response: ServerResponse): boolean {
    const authority = readTarget(request.url ?? '')?.authority;
    if (authority === undefined || !AUTHORITY.test(authority) || this.takes(authority, request.socket)) return false;
    const body = refusal(authority);
    request.resume();
    response.writeHead(403, headers(body));
    response.end(request.method === 'HEAD' ? undefined : body);
    this.keep(request, 403, authority, body);
    return true;
  }

  /**
   * Answers CONNECT: opens a tunnel to this very server, for names that are OSS's.
   * @returns false for a target that is none, which is not answered.
   */
  connects(request: IncomingMessage, socket: Socket, head: Buffer): boolean {
    const authority = request.url ?? '';
    if (!AUTHORITY.test(authority) || !WITH_PORT.test(authority)) return false;
    if (!this.takes(authority, socket)) this.deny(request, socket, 403, refusal(authority));
    else if (!this.parts.secure && HTTPS_PORT.test(authority)) this.deny(request, socket, 502, NO_TLS);
    else {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      this.parts.accept(socket);
    }
    return true;
  }

  private takes(authority: string, { localPort }: Socket): boolean {
    const { gateway, baseHosts } = this.parts;
    return arrivesHere({ authority, baseHosts, port: localPort, reading: (host) => gateway.hostReading(host) });
  }

  private deny(request: IncomingMessage, socket: Socket, status: 403 | 502, body: string): void {
    const lines = Object.entries(headers(body)).map(([name, value]) => `${name}: ${value}\r\n`);
    const phrase = status === 403 ? 'Forbidden' : 'Bad Gateway';
    socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join('')}\r\n${body}`);
    this.keep(request, status, request.url ?? '', body);
  }

  private keep(request: IncomingMessage, status: number, authority: string, said: string): void {
    const { gateway, runtime } = this.parts;
    const receivedAt = runtime.clock.now();
    const record: ExchangeRecord = emptyRecord({
      id: runtime.ids.request(receivedAt),
      receivedAt,
      method: request.method ?? '',
      target: request.url ?? '',
      host: authority,
      requestHeaders: request.rawHeaders,
      remoteAddress: request.socket.remoteAddress ?? '',
    });
    record.rungs.push({ name: 'proxy', outcome: 'refused', facts: { said } });
    record.status = status;
    gateway.keep(record);
  }
}

const NO_TLS = 'ossmock takes no TLS: start it with --tls, and let the client trust /_ossmock/ca.pem.\n';

function refusal(authority: string): string {
  return `${withoutPort(authority)} is not a name of OSS: ossmock would have to forward this request, and forwards nothing.\n`;
}

function headers(body: string): Record<string, string> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
}
