import { connect, type Socket } from 'node:net';
import { KEYS, signedBytes } from '../../support/signed.ts';
import { type Ask, BUCKET, ENDPOINT, NOW, type RawAsk } from './case.ts';

/** Sent behind each request on the same connection: it is answered only if the first answer was framed truly. */
const SENTINEL = 'GET /_ossmock/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';
const SENTINEL_ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n';

/** What comes before the answer of a request that waited for it. */
export const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** What came back for one request. */
export interface Answer {
  /** Status line to the last byte of the body. */
  readonly bytes: Buffer;
  /** True when the connection answered a second request behind this one. */
  readonly reusable: boolean;
}

/** The bytes of a request, signed where it is to be signed. */
export function bytesOf(ask: Ask): Buffer {
  if ('bytes' in ask) return typeof ask.bytes === 'string' ? Buffer.from(ask.bytes, 'latin1') : ask.bytes;
  const bucket = ask.bucket ?? (ask.key === undefined ? undefined : BUCKET);
  const host = ask.host ?? (bucket === undefined ? ENDPOINT : `${bucket}.${ENDPOINT}`);
  return signedBytes({ at: NOW, keys: KEYS, keepAlive: true, ...ask, host, ...(bucket !== undefined && { bucket }) });
}

/** Sends a request and takes its answer off the wire. */
export async function exchange(port: number, ask: Ask): Promise<Answer> {
  const { halfClose = false, last = halfClose, afterContinue } = ask as Partial<RawAsk>;
  const request = bytesOf(ask);
  const followed = (bytes: Buffer): Buffer => (last ? bytes : Buffer.concat([bytes, Buffer.from(SENTINEL)]));
  const all = await conversation(port, {
    begin(socket) {
      socket.write(afterContinue === undefined ? followed(request) : request);
      if (halfClose) socket.end();
    },
    received(soFar, socket) {
      if (afterContinue !== undefined && soFar.toString('latin1') === CONTINUE) {
        socket.write(followed(Buffer.from(afterContinue, 'latin1')));
      }
    },
  });
  const second = all.lastIndexOf(SENTINEL_ANSWER);
  return second > 0 ? { bytes: all.subarray(0, second), reusable: true } : { bytes: all, reusable: false };
}

/** Everything that a connection brings until the server ends it. */
function conversation(
  port: number,
  client: { begin(socket: Socket): void; received(soFar: Buffer, socket: Socket): void },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      client.received(received, socket);
    });
    // A server that closes with our bytes unread resets the connection; what it said before stands.
    socket.on('error', (error) => (received.length > 0 ? resolve(received) : reject(error)));
    socket.on('close', () => resolve(received));
    client.begin(socket);
  });
}
