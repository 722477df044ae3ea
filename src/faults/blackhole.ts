import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** A port at which connecting never succeeds and never fails. */
export interface Blackhole {
  readonly port: number;
  close(): void;
}

/** A process that listens and then never looks again, so that the kernel alone answers, until its queue is full. */
const LISTENER = `
const server = require('node:net').createServer();
server.listen({ host: process.argv[1], port: Number(process.argv[2]), backlog: 1 }, () => {
  require('node:fs').writeSync(1, server.address().port + '\\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
server.on('error', (error) => {
  require('node:fs').writeSync(1, error.code + '\\n');
});
`;

/** Connections that the kernel makes beside the backlog. */
const QUEUE = 2;

/**
 * Opens a black hole (services.md §4.2): a listener whose queue two connections fill, so that further ones stay in
 * SYN_SENT. Linux only; elsewhere kernels refuse instead.
 * @throws the system's error, for example EADDRINUSE.
 */
export async function openBlackhole(host: string, port: number): Promise<Blackhole> {
  const child = spawn(process.execPath, ['-e', LISTENER, host, String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const said = await firstLine(child);
  const real = Number(said);
  if (!Number.isInteger(real)) throw Object.assign(new Error(`${said} at black hole ${host}:${port}`), { code: said });
  const fillers = await Promise.all(Array.from({ length: QUEUE }, () => filler(host, real)));
  return {
    port: real,
    close() {
      for (const socket of fillers) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the black hole's process ended with ${code}`)));
    child.stdout?.once('data', (chunk: Buffer) => {
      child.unref();
      resolve(chunk.toString().trim());
    });
  });
}

function filler(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.unref();
      socket.on('error', () => {});
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
