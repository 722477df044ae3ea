import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/errors/catalogue/index.ts';
import type { CauseRow } from '../../../src/errors/cause.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../../src/index.ts';
import { answerTo, type WireAnswer } from './answer.ts';
import {
  BUCKET,
  type Case,
  type Cases,
  DISABLED_KEYS,
  DISTANT_BUCKET,
  type Earlier,
  FOREIGN_BUCKET,
  NOW,
  OTHER_KEYS,
} from './case.ts';

const OTHER_ACCOUNT = '6543210987654321';

/** One server for one case: its ids follow from the seed, its dates from the clock. */
export const SERVER: ServerOptions = {
  host: '127.0.0.1',
  clock: NOW,
  seed: 20241031,
  accounts: [
    {
      id: '1234567890123456',
      keys: [
        { id: 'ossmock', secret: 'ossmock-secret', status: 'active' },
        { id: DISABLED_KEYS.accessKeyId, secret: DISABLED_KEYS.accessKeySecret, status: 'disabled' },
      ],
    },
    { id: OTHER_ACCOUNT, keys: [{ id: OTHER_KEYS.accessKeyId, secret: OTHER_KEYS.accessKeySecret, status: 'active' }] },
  ],
  buckets: [
    { name: BUCKET, acl: 'private', storageClass: 'Standard' },
    { name: DISTANT_BUCKET, acl: 'private', storageClass: 'Standard', region: 'cn-shanghai' },
    { name: FOREIGN_BUCKET, acl: 'private', storageClass: 'Standard', owner: OTHER_ACCOUNT },
  ],
};

/** Declares one test for each case; each has its own server, so they run side by side. */
export function holdGoldens(cases: Cases): void {
  for (const [operation, list] of Object.entries(cases)) {
    describe(operation, () => {
      test.concurrent.for(list)('$rule', async (one, { expect }) => {
        const server = await startServer({ ...SERVER, ...one.server });
        try {
          const answer = await answerOf(server, one);
          await expect(answer.text).toMatchFileSnapshot(goldenFile(operation, one.name));
        } finally {
          await server.close();
        }
      });
    });
  }
}

/** Makes the state, asks, and holds the answer's cause and what is left behind against the case. */
async function answerOf(server: RunningServer, one: Case): Promise<WireAnswer> {
  const earlier: Earlier[] = [];
  for (const step of one.before ?? []) {
    const answer = await answerTo(server.port, typeof step === 'function' ? step(earlier) : step);
    expect(answer.status, `setup: ${answer.text}`).toBeLessThan(300);
    earlier.push(answer);
  }
  const answer = await answerTo(server.port, typeof one.ask === 'function' ? one.ask(earlier) : one.ask);
  expect(causeOf(server, answer), answer.text).toBe(one.cause);
  if (one.after) expect((await answerTo(server.port, one.after.ask)).status, 'state afterwards').toBe(one.after.status);
  return answer;
}

/** From the record; an answer to what was no HTTP has none, and is known by its message. */
function causeOf(server: RunningServer, { requestId, status, document }: WireAnswer): string | undefined {
  const record = server.request(requestId) as { readonly cause?: string } | undefined;
  if (record !== undefined || document === undefined) return record?.cause;
  const message = /<Message>(.*)<\/Message>/.exec(document)?.[1];
  const rows: [string, CauseRow][] = Object.entries(catalogue);
  return rows.find(([, row]) => row.status === status && row.message === message)?.[0];
}

/** Absolute, because vitest looks for others beside the test file. */
export function goldenFile(operation: string, name: string): string {
  return fileURLToPath(new URL(`../../golden/wire/${operation}/${name}.http`, import.meta.url));
}
