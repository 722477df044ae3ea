import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';
import { type Malformed, malformed } from './fuzz.ts';
import { readAnswer } from './fuzz-answer.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const REQUESTS = 10_400;
const AT_ONCE = 24;
/** Milliseconds after which our side ends a connection that the server keeps waiting on. */
const PATIENCE = 150;
/** Milliseconds after which a connection counts as stuck. */
const STUCK = 8_000;
/** Bytes the heap may have grown by in the end. */
const GROWTH = 24 * 1024 * 1024;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1, journalBytes: 1024 * 1024 });
  for (const key of ['key', 'small.txt', 'untouched']) {
    await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key, body: 'hello', at: NOW });
  }
});
afterAll(() => server.close());

/** Sends one request on a connection of its own and checks what comes back. @returns the number of answers. */
function exchange({ bytes, cut, split = 0, abandoned, most = Number.POSITIVE_INFINITY }: Malformed): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    let received = Buffer.alloc(0);
    let answers = 0;
    const impatient = setTimeout(() => socket.end(), PATIENCE);
    const stuck = setTimeout(() => settle(new Error('neither answered nor closed')), STUCK);
    const settle = (error?: Error): void => {
      clearTimeout(impatient);
      clearTimeout(stuck);
      socket.destroy();
      if (error === undefined && received.length > 0) error = new Error(`an answer broke off: ${received}`);
      if (error === undefined) resolve(answers);
      else reject(error);
    };
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      try {
        for (;;) {
          const answer = readAnswer(received, answers === 0 && /^[\r\n]*HEAD /.test(bytes.toString('latin1', 0, 50)));
          if (answer === undefined) return;
          answers++;
          received = received.subarray(answer.length);
          if (answer.last && received.length > 0) throw new Error(`more after the last answer: ${received}`);
          if (answers > most) throw new Error('one request was answered twice');
        }
      } catch (error) {
        settle(error as Error);
      }
    });
    socket.on('end', () => settle());
    // The server may close while we still send: that is a closed connection.
    socket.on('error', () => settle());
    socket.setNoDelay(true);
    socket.write(bytes.subarray(0, split));
    setImmediate(() => {
      socket.write(bytes.subarray(split), () => abandoned && settle());
      if (cut && !abandoned) socket.end();
    });
  });
}

async function send(from: number, to: number, tally: Map<string, number>): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const number = next++;
      const request = malformed(number, NOW);
      try {
        const answers = await exchange(request);
        if (request.answered && answers !== 1) throw new Error(`${answers} answers`);
        if (answers > 0) tally.set(request.kind, (tally.get(request.kind) ?? 0) + 1);
      } catch (error) {
        throw new Error(
          `request ${number} (${request.kind}): ${JSON.stringify(request.bytes.toString('latin1', 0, 2000))}`,
          {
            cause: error,
          },
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test(`${REQUESTS} malformed requests get an OSS answer or a closed connection, and leave nothing behind`, async () => {
  const tally = new Map<string, number>();
  await send(0, 2_000, tally);
  const before = heapUsed();
  await send(2_000, REQUESTS, tally);
  expect(heapUsed() - before).toBeLessThan(GROWTH);
  expect(tally.size).toBeGreaterThan(10);

  const answer = await signed(server.port, { method: 'GET', bucket: 'examplebucket', key: 'untouched', at: NOW });
  expect(answer.status).toBe(200);
}, 60_000);
