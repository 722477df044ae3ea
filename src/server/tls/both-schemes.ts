import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificates } from './certificates.ts';

/** The first byte of a TLS handshake record; no request line begins with it. */
const HANDSHAKE = 0x16;
/** From the first byte of a handshake to its end. */
const HANDSHAKE_MS = 20_000;

/** Takes a connection, of which nothing has been read, in whichever scheme its client speaks. */
export type Accept = (socket: Socket) => void;

/**
 * Lets a server take TLS beside plain HTTP on one port: the first byte of a connection tells them apart. Both end in the
 * one server, so that what it does with connections and broken requests holds for both.
 */
export function acceptBothSchemes(server: Server, certificates: Certificates): Accept {
  const plain = server.listeners('connection') as Accept[];
  const take = (socket: Socket): void => {
    for (const listener of plain) listener.call(server, socket);
  };
  const secure = createServer({
    ...certificates.unnamed,
    handshakeTimeout: HANDSHAKE_MS,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => done(null, certificates.named(name)),
  });
  secure.on('secureConnection', take);
  secure.on('tlsClientError', (_error, socket) => socket.destroy());

  /** Those that have not said anything yet: the server knows nothing of them. */
  const silent = new Set<Socket>();
  /** Those under TLS: the server knows what is in them, from when they have shaken hands. */
  const encrypted = new Set<Socket>();
  const accept: Accept = (socket) => {
    silent.add(socket);
    const drop = (): void => {
      socket.destroy();
    };
    const forget = (): void => {
      silent.delete(socket);
    };
    socket.once('close', forget);
    socket.once('end', drop);
    // Stays: a connection may break before whoever takes it listens.
    socket.on('error', drop);
    socket.once('data', (first: Buffer) => {
      forget();
      socket.off('close', forget);
      socket.off('end', drop);
      socket.pause();
      socket.unshift(first);
      if (first[0] === HANDSHAKE) {
        encrypted.add(socket);
        socket.once('close', () => encrypted.delete(socket));
        secure.emit('connection', socket);
      } else {
        take(socket);
        socket.resume();
      }
    });
  };
  server.removeAllListeners('connection');
  server.on('connection', accept);
  const { closeIdleConnections, closeAllConnections } = server;
  Object.assign(server, {
    closeIdleConnections() {
      for (const socket of silent) socket.destroy();
      closeIdleConnections.call(server);
    },
    closeAllConnections() {
      for (const socket of [...silent, ...encrypted]) socket.destroy();
      closeAllConnections.call(server);
    },
  });
  return accept;
}
