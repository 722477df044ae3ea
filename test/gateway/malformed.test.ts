import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';
import { malformed } from './fuzz.ts';
import { exchange } from './fuzz-exchange.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const REQUESTS = 10_400;
const AT_ONCE = 24;
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

async function send(from: number, to: number, tally: Map<string, number>): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const number = next++;
      const request = malformed(number, NOW);
      try {
        const answers = (await exchange(server.port, request)).length;
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
