// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { Callbacks, type FinishedUpload } from '../../src/callback/callbacks.ts';
import type { CallbackRequest } from '../../src/callback/read.ts';
import { readCallback } from '../../src/callback/read.ts';
import type { CallbackSettings } from '../../src/callback/settings.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { makeRuntime, type Runtime } from '../../src/runtime/index.ts';
import { openStore } from '../../src/store/index.ts';

/** Thu, 20 Nov 2025 08:00:00 GMT. */
export const NOW = Date.UTC(2025, 10, 20, 8);

export function encode(settings: unknown): string {
  return Buffer.from(typeof settings === 'string' ? settings : JSON.stringify(settings)).toString('base64');
}

/** A callback in the header, with its variables. */
export function callback(
  settings: Readonly<Record<string, unknown>>,
  variables?: Record<string, string>,
): CallbackRequest {
  const request = readCallback({
    header: encode({ callbackBody: 'object=${object}', ...settings }),
    headerVar: variables && encode(variables),
  });
  if (request === undefined) throw new Error('no callback was read');
  return request;
}

export interface ManualTime {
  readonly runtime: Runtime;
  /** Moves the clock and calls what is due. */
  pass(ms: number): void;
  /** Deadlines that wait. */
  waiting(): number;
}

/** A clock and timers that only tests move. */
export function manualTime(seed = 1): ManualTime {
  let now = NOW;
  const due = new Set<{ at: number; act: () => void }>();
  const after = (ms: number, act: () => void) => {
    const entry = { at: now + ms, act };
    due.add(entry);
    return {
      cancel: () => void due.delete(entry),
      refresh: () => {
        entry.at = now + ms;
        due.add(entry);
      },
    };
  };
  return {
    runtime: { ...makeRuntime({ seed }), clock: { now: () => now }, timers: { ...makeRuntime().timers, after } },
    pass(ms) {
      now += ms;
      for (const entry of [...due].filter(({ at }) => at <= now)) {
        due.delete(entry);
        entry.act();
      }
    },
    waiting: () => due.size,
  };
}

export async function openCallbacks(settings: Partial<CallbackSettings> = {}, time = manualTime()) {
  const store = await openStore({});
  return { callbacks: new Callbacks(store, time.runtime, settings), store, time };
}

export type Note = { readonly name: string; readonly facts: Readonly<Record<string, unknown>> };

export function upload(change: Partial<FinishedUpload> = {}): FinishedUpload & { readonly notes: Note[] } {
  const notes: Note[] = [];
  return {
    operation: 'PutObject',
    requestId: '691ECC80A1B2C33334D5E6F7',
    requester: { kind: 'root', account: '1234567890123456', accessKeyId: 'ossmock' },
    clientIp: '127.0.0.1',
    serviceUrl: 'http://127.0.0.1:9000',
    bucket: 'examplebucket',
    owner: '1234567890123456',
    key: 'photos/一.jpg',
    etag: '5D41402ABC4B2A76B9719D911017C592',
    size: 5,
    mimeType: 'image/jpeg',
    crc64: '11387722543087512356',
    contentMd5: 'XUFAKrxLKna5cZ2REBfFkg==',
    read: async () => Buffer.from('hello'),
    headers: [
      ['ETag', '"5D41402ABC4B2A76B9719D911017C592"'],
      ['x-oss-hash-crc64ecma', '11387722543087512356'],
      ['Content-MD5', 'XUFAKrxLKna5cZ2REBfFkg=='],
    ],
    note: (name, facts) => notes.push({ name, facts }),
    notes,
    ...change,
  };
}

export interface RawReceiver {
  readonly port: number;
  readonly url: string;
  /** Whole requests, as bytes. */
  readonly requests: string[];
  /** Connections open now. */
  open(): number;
  /** Resolves when somebody has connected. */
  connected(): Promise<void>;
  /** Resolves when the n-th request has come in. */
  arrived(n?: number): Promise<void>;
  /** Resolves when no connection is open. */
  quiet(): Promise<void>;
  close(): void;
}

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const close of cleanUp.splice(0)) close();
});

/** A receiver that is only a socket: `answer` does what it likes with it once a whole request has come. */
export async function rawReceiver(answer: (socket: Socket) => void): Promise<RawReceiver> {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let connections = 0;
  const waiters: { check: () => boolean; done: () => void }[] = [];
  const changed = (): void => {
    for (const waiter of [...waiters]) {
      if (waiter.check()) {
        waiters.splice(waiters.indexOf(waiter), 1);
        waiter.done();
      }
    }
  };
  const until = (check: () => boolean): Promise<void> =>
    new Promise((done) => {
      waiters.push({ check, done });
      changed();
    });
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    connections++;
    changed();
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end === -1 || text.length < end + 4 + length) return;
      requests.push(text);
      text = '';
      answer(socket);
      changed();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      changed();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  cleanUp.push(close);
  return {
    port,
    url: `http://127.0.0.1:${port}/callback`,
    requests,
    open: () => sockets.size,
    connected: () => until(() => connections > 0),
    arrived: (n = 1) => until(() => requests.length >= n),
    quiet: () => until(() => sockets.size === 0),
    close,
  };
}

/** A port where nothing listens. */
export async function freePort(): Promise<number> {
  const receiver = await rawReceiver(() => {});
  receiver.close();
  return receiver.port;
}

/** The refusal that a promise ends in. */
export async function refusalOf(promise: Promise<unknown>): Promise<OssError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof OssError) return outcome;
  throw outcome instanceof Error ? outcome : new Error(`not refused: ${JSON.stringify(outcome)}`);
}

/** The error document with a fixed request id and host. */
export function documentOf(error: OssError, profile: 'current' | '2022' = 'current'): string {
  return error.document('691ECC80A1B2C33334D5E6F7', 'examplebucket.oss-cn-hangzhou.aliyuncs.com', profile);
}
