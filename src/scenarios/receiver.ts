import { createServer, type Socket } from 'node:net';
import { type Receiver, startReceiver } from '../callback/receiver/receiver.ts';
import { replyNamed } from '../callback/receiver/replies.ts';
import { ConfigError } from '../config/config.ts';
import { makeRuntime } from '../runtime/index.ts';

/** The port of a scenario's callback server. Always the same, because answers and signatures tell of it. */
const PORT = 23450;
const HOST = '127.0.0.1';

/** The key of the service itself is on the Internet, and no scenario depends on that: none is asked for. */
const NO_KEYS = { prefixes: ['none'] };

/** The callback server of a scenario. */
export interface CallbackServer {
  /** What `${callback}` stands for. */
  readonly address: string;
  /** How many callbacks have come. */
  readonly taken: () => number;
  /** The body of the latest. */
  readonly body: () => string | undefined;
  close(): Promise<void>;
}

/** How often a port that another scenario is using is asked for again, and after how many milliseconds. */
const TRIES = 200;
const PAUSE_MS = 50;

/**
 * Starts the callback server that a scenario asks for, when no other scenario on this machine needs the port any more.
 * @param reply as `callback` names it.
 * @throws ConfigError for a reply that does not exist, Error when the port stays taken.
 */
export async function openReceiver(scenario: string, reply: string): Promise<CallbackServer> {
  const { timers } = makeRuntime();
  for (let tries = 1; ; tries++) {
    try {
      return reply === 'unreachable' ? await openUnreachable() : await openReplying(scenario, reply);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (tries === TRIES) throw new Error(`port ${PORT} is taken, where callback servers of scenarios answer`);
      await new Promise<void>((resolve) => void timers.after(PAUSE_MS, resolve));
    }
  }
}

async function openReplying(scenario: string, reply: string): Promise<CallbackServer> {
  const named = replyNamed(reply);
  if (named === undefined)
    throw new ConfigError(`${scenario}: callback: no reply of ossmock callback-server is called ${reply}`);
  let taken = 0;
  let latest: string | undefined;
  const receiver: Receiver = await startReceiver({
    host: HOST,
    port: PORT,
    keys: NO_KEYS,
    reply: named,
    trusting: true,
    timers: makeRuntime().timers,
    onCallback: ({ body }) => {
      taken++;
      latest = body.toString('utf8');
    },
  });
  const address = `http://${HOST}:${PORT}`;
  return { address, taken: () => taken, body: () => latest, close: () => receiver.close() };
}

/** Accepts and stays silent, so that the handshake of TLS never ends: as good as an address that nobody reaches. */
async function openUnreachable(): Promise<CallbackServer> {
  const sockets = new Set<Socket>();
  let taken = 0;
  const server = createServer((socket) => {
    taken++;
    sockets.add(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, resolve);
  });
  return {
    address: `https://${HOST}:${PORT}`,
    taken: () => taken,
    body: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
