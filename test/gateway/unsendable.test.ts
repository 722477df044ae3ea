import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/index.ts';
import { answer, operation } from '../../src/operations/operation.ts';
import { signed, signedBytes } from '../support/signed.ts';
import { watch } from './faults-support.ts';

/** Answers that cannot be sent, or not to their end. */

const NOON = Date.UTC(2026, 0, 31, 12);
/** More than sockets take while nobody reads. */
const LARGE = 24 * 1024 * 1024;
const call = { bucket: 'examplebucket', key: 'k', at: NOON };

let data: string;
let server: RunningServer;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'ossmock-unsendable-'));
});
afterEach(async () => {
  await server.close();
  rmSync(data, { recursive: true });
});

const open = async (options: ServerOptions = {}): Promise<void> => {
  server = await startServer({ host: '127.0.0.1', clock: NOON, data, ...options });
};
const store = () => signed(server.port, { ...call, method: 'PUT', body: Buffer.alloc(LARGE, 'film ') });
const records = () => server.requests().filter(({ operation: name }) => name === 'GetObject');

/** Files of contents that the server keeps. */
const blobs = () => readdirSync(join(data, 'blobs')).length;

describe('a client that leaves in the middle of a download', () => {
  it('ends it: there is a record, with the bytes that left, and the object is let go of', async () => {
    await open();
    await store();
    const client = watch(server.port, signedBytes({ ...call, method: 'GET' }));
    client.socket.pause();
    await expect.poll(() => client.socket.readableLength, { interval: 1 }).toBeGreaterThan(0);
    client.socket.destroy();
    await expect.poll(() => records().length, { interval: 1 }).toBe(1);
    const [{ requestId } = { requestId: '' }] = records();
    const { response } = server.request(requestId as string) as { response: { bodyBytes: number } };
    expect(response.bodyBytes).toBeGreaterThan(0);
    expect(response.bodyBytes).toBeLessThan(LARGE);
    await signed(server.port, { ...call, method: 'DELETE' });
    await expect.poll(() => blobs(), { interval: 1 }).toBe(0);
  });

  it('takes no place among the open requests any more', async () => {
    await open({ limits: { account: { openRequests: 1 } } });
    await store();
    const client = watch(server.port, signedBytes({ ...call, method: 'GET' }));
    client.socket.pause();
    await expect.poll(() => client.socket.readableLength, { interval: 1 }).toBeGreaterThan(0);
    expect((await signed(server.port, { ...call, method: 'HEAD' })).status).toBe(503);
    client.socket.destroy();
    await expect.poll(async () => (await signed(server.port, { ...call, method: 'HEAD' })).status).toBe(200);
  });
});

it.each([{ loseAnswer: 'close' }, { garbage: true }] as const)(
  'an answer that a fault loses lets go of its object: %j',
  async (effect) => {
    await open();
    await store();
    server.faults.add({ match: { operation: 'GetObject' }, effect });
    await watch(server.port, signedBytes({ ...call, method: 'GET' })).ended;
    await signed(server.port, { ...call, method: 'DELETE' });
    await expect.poll(() => blobs(), { interval: 1 }).toBe(0);
  },
);

it('an answer whose headers HTTP cannot carry is an InternalError, and recorded as one', async () => {
  const broken = operation({
    name: 'GetObject',
    method: 'GET',
    resource: 'object',
    action: 'oss:GetObject',
    access: 'read',
    support: 'works',
    run: async () => answer(200, [['x-oss-meta-a', 'two\r\nlines']]),
  });
  await open({ operations: [broken] });
  const { status, body } = await signed(server.port, { ...call, method: 'GET' });
  expect([status, body]).toEqual([500, expect.stringContaining('<Code>InternalError</Code>')]);
  expect(records()).toMatchObject([{ status: 500 }]);
});
