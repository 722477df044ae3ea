import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timers } from '../../runtime/index.ts';
import { httpAnswer, type Reply } from './replies.ts';
import { KeyRing, type KeySource } from './verify.ts';

/** A callback as the receiver saw it. */
export interface ReceivedCallback {
  readonly method: string;
  readonly path: string;
  /** Name, value, name, value … as received. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What is wrong with the signature; undefined when it is right, and for methods other than POST. */
  readonly fault: string | undefined;
}

export interface ReceiverOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly keys: KeySource;
  /** How a callback with a right signature is answered. */
  readonly reply: Reply;
  /** Answer as `reply` says whatever the signature. */
  readonly trusting: boolean;
  readonly timers: Timers;
  /** Told of every request before it is answered. */
  onCallback(callback: ReceivedCallback): void;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * The sample callback server of the manuals: 200 `{"Status":"OK"}` for a right signature, `400 Bad Request` for a wrong
 * one, `501 Unsupported method` for anything but POST.
 * @throws the error of the socket when the port cannot be used.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { host, port, keys, reply, trusting, timers, onCallback } = options;
  const ring = new KeyRing(keys, timers);
  const server = createServer(async (request) => {
    const { method = '', url: path = '', rawHeaders, headers, socket } = request;
    // A client that goes away in the middle is nobody's error.
    socket.on('error', () => socket.destroy());
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return socket.destroy();
    const post = method === 'POST';
    const fault = post ? await ring.check(path, headers, body) : undefined;
    onCallback({ method, path, rawHeaders, headers, body, fault });
    if (!post) socket.end(httpAnswer(`501 Unsupported method ('${method}')`, '', 'Content-Length: 0\r\n'));
    else if (fault !== undefined && !trusting) socket.end(httpAnswer('400 Bad Request', '', 'Content-Length: 0\r\n'));
    else reply.send(socket, timers);
    return undefined;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError('the body is too long');
  }
  return Buffer.concat(chunks);
}
