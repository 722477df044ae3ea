import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WireProfile } from '../errors/cause.ts';
import type { Runtime } from '../runtime/index.ts';
import { AWAITS_CONTINUE } from './app.ts';
import type { Door } from './door.ts';
import { answerRaw, causeOfBrokenBody, type ParserError } from './protocol-errors.ts';
import { ProxyHere } from './proxy/proxy.ts';
import { type Accept, acceptBothSchemes } from './tls/both-schemes.ts';
import type { Certificates } from './tls/certificates.ts';

/** Larger than any header section OSS takes: 8 KB of metadata, a 5 KB callback, a long token, a 1 KB key encoded. */
const MAX_HEADER_BYTES = 64 * 1024;
const KEEP_ALIVE_MS = 60_000;
const HEADERS_MS = 60_000;
/** A connection on which nothing moves at all, either way. */
const SOCKET_IDLE_MS = 300_000;
const SLASH = 0x2f;

export interface ListenerParts {
  readonly gateway: Door;
  readonly runtime: Runtime;
  readonly profile: WireProfile;
  readonly route: (request: IncomingMessage, response: ServerResponse) => void;
  /** In lower case. */
  readonly baseHosts: readonly string[];
  /** For TLS beside plain HTTP; undefined for plain HTTP alone. */
  readonly certificates: Certificates | undefined;
}

/** An HTTP server whose every answer is OSS's, also to what is not HTTP. It is its clients' proxy too, if they want. */
export function makeServer({ gateway, runtime, profile, route, baseHosts, certificates }: ListenerParts): Server {
  const server = createServer({
    // One ali-oss upload sends both Content-Length and chunked, and the service accepts it (docs/decisions/http.md).
    insecureHTTPParser: true,
    requireHostHeader: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    // A body may take as long as it flows; the gateway watches for stalls.
    requestTimeout: 0,
    noDelay: true,
  });
  server.timeout = SOCKET_IDLE_MS;
  // A client that ends its side behind its request still gets its answer, and the connection ends then.
  Object.assign(server, { httpAllowHalfOpen: true });
  const takePlain: Accept = (socket) => {
    server.emit('connection', socket);
  };
  const accept = certificates === undefined ? takePlain : acceptBothSchemes(server, certificates);
  const proxy = new ProxyHere({ gateway, runtime, baseHosts, accept, secure: certificates !== undefined });
  /** The latest exchange of each connection. */
  const latest = new WeakMap<Socket, { request: IncomingMessage; response: ServerResponse }>();
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    latest.set(request.socket, { request, response });
    if (request.url?.charCodeAt(0) === SLASH || !proxy.refuses(request, response)) route(request, response);
  };
  server.on('request', serve);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    Object.assign(request, { [AWAITS_CONTINUE]: true });
    serve(request, response);
  });
  // Any other expectation is ignored.
  server.on('checkExpectation', serve);
  const onBroken = (error: ParserError, socket: Socket): void => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const before = latest.get(socket);
    if (before === undefined || (before.request.complete && before.response.writableFinished)) {
      gateway.keep(answerRaw(socket, error, runtime, profile));
      return;
    }
    if (!before.request.complete) gateway.bodyBroke(socket, causeOfBrokenBody(error));
    // The answer under way is the last: nothing behind it can be read.
    if (before.response.writableFinished) socket.end();
    else before.response.once('finish', () => socket.end());
  };
  server.on('clientError', (error, socket) => onBroken(error, socket as Socket));
  server.on('connect', (request, socket, rest) => {
    // Node has taken its own listener off: a client that resets would end the process.
    socket.on('error', () => socket.destroy());
    if (proxy.connects(request, socket as Socket, rest)) return;
    const head = `CONNECT ${request.url} HTTP/1.1\r\nHost: ${request.headers.host ?? ''}\r\n`;
    const error = Object.assign(new Error('CONNECT'), { code: 'HPE_INVALID_METHOD', rawPacket: Buffer.from(head) });
    onBroken(error, socket as Socket);
  });
  return server;
}

/** Where a server listens. */
export interface Binding {
  readonly server: Server;
  readonly address: string;
  readonly port: number;
}

/**
 * Listens on an address; `localhost` is both loopbacks, the second only where the machine has it.
 * @throws the system's error of the first address, for example EADDRINUSE.
 */
export async function listen(make: () => Server, host: string, port: number, runtime: Runtime): Promise<Binding[]> {
  const [first, ...others] = host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
  const bound = [await bind(make(), first as string, port)];
  for (const other of others) {
    try {
      bound.push(await bind(make(), other, (bound[0] as Binding).port));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
      await Promise.all(bound.map(({ server }) => close(server, runtime, 0)));
      throw error;
    }
  }
  return bound;
}

function bind(server: Server, host: string, port: number): Promise<Binding> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const { address, port: real } = server.address() as AddressInfo;
      resolve({ server, address, port: real });
    });
  });
}

const LOOK_EVERY_MS = 20;

/** Stops listening, lets running requests finish for up to `drain` milliseconds, then closes every connection. */
export function close(server: Server, { timers }: Runtime, drain: number): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    let left = Math.ceil(drain / LOOK_EVERY_MS);
    const look = (): void => {
      if (left-- <= 0) server.closeAllConnections();
      else {
        server.closeIdleConnections();
        timers.after(LOOK_EVERY_MS, look);
      }
    };
    look();
  });
}
