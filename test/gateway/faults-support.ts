import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import type { ExchangeSummary, RunningServer } from '../../src/index.ts';
import { type SignedCall, signed, signedBytes } from '../support/signed.ts';

export const NOON = Date.UTC(2026, 0, 31, 12);
/** Larger than what a socket takes at once, so that effects are felt in the middle. */
export const SIZE = 3_000_000;
export const BODY = Buffer.alloc(SIZE, 'abcdefghij');
/** For effects that do not ask how long a body is. */
export const SHORT = BODY.subarray(0, 1000);

/** A connection under a fault, and what becomes of it. */
export interface Watched {
  readonly socket: Socket;
  /** Everything received so far, as Latin-1. */
  text(): string;
  /** Bytes behind the head, so far. */
  bodyBytes(): number;
  /** How it ended: cleanly, by a reset, or not yet. */
  ending(): 'end' | 'reset' | undefined;
  readonly ended: Promise<'end' | 'reset'>;
}

export function watch(port: number, bytes: Buffer): Watched {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  let ending: 'end' | 'reset' | undefined;
  socket.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise<'end' | 'reset'>((resolve) => {
    const settle = (how: 'end' | 'reset'): void => {
      ending ??= how;
      resolve(ending);
    };
    socket.on('error', () => settle('reset'));
    socket.on('end', () => settle('end'));
  });
  socket.write(bytes);
  const text = (): string => Buffer.concat(chunks).toString('latin1');
  return {
    socket,
    text,
    bodyBytes() {
      const head = text().indexOf('\r\n\r\n');
      return head === -1 ? 0 : text().length - head - 4;
    },
    ending: () => ending,
    ended,
  };
}

export type Subject = 'PutObject' | 'GetObject' | 'UploadPart' | 'AppendObject';
export const SUBJECTS: readonly Subject[] = ['PutObject', 'GetObject', 'UploadPart', 'AppendObject'];
export const UPLOADS: readonly Subject[] = ['PutObject', 'UploadPart', 'AppendObject'];

const BUCKET = 'examplebucket';

/** A request of this operation that would succeed, with all that it needs beforehand. */
export async function ready(server: RunningServer, subject: Subject, body: Buffer = BODY): Promise<SignedCall> {
  const base = { bucket: BUCKET, key: 'key', at: NOON };
  switch (subject) {
    case 'GetObject':
      await signed(server.port, { ...base, method: 'PUT', body });
      return { ...base, method: 'GET' };
    case 'UploadPart': {
      const initiated = await signed(server.port, { ...base, method: 'POST', query: 'uploads' });
      const id = /<UploadId>(.*)<\/UploadId>/.exec(initiated.body)?.[1];
      return { ...base, method: 'PUT', query: `partNumber=1&uploadId=${id}`, body };
    }
    case 'AppendObject':
      return { ...base, method: 'POST', query: 'append&position=0', body };
    default:
      return { ...base, method: 'PUT', body };
  }
}

export function send(server: RunningServer, call: SignedCall): Watched {
  return watch(server.port, signedBytes(call));
}

/** Whether what the request would have stored is there. */
export async function stored(server: RunningServer, subject: Subject, call: SignedCall): Promise<boolean> {
  if (subject === 'UploadPart') {
    const query = call.query?.replace(/^partNumber=1&/, '');
    const { body } = await signed(server.port, {
      ...call,
      method: 'GET',
      at: server.clock.state().now,
      body: undefined,
      query: query as string,
    });
    return body.includes('<PartNumber>1</PartNumber>');
  }
  const { status } = await signed(server.port, {
    bucket: BUCKET,
    key: 'key',
    at: server.clock.state().now,
    method: 'HEAD',
  });
  return status === 200;
}

/** Waits until the server waits for its clock for so long or longer. */
export async function untilWaiting(server: RunningServer, ms: number): Promise<void> {
  await expect
    .poll(() => server.clock.state().waiting.some((left) => left >= ms), { interval: 1, timeout: 5000 })
    .toBe(true);
}

/** The record of the latest exchange that a fault happened to. */
export async function faultRecord(server: RunningServer, name: string): Promise<ExchangeSummary> {
  let found: ExchangeSummary | undefined;
  await expect
    .poll(
      () => {
        found = server.requests().find(({ fault }) => fault === name);
        return found !== undefined;
      },
      { interval: 1, timeout: 5000 },
    )
    .toBe(true);
  return found as unknown as ExchangeSummary;
}
