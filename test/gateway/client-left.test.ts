import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { answer, type Operation, operation } from '../../src/operations/operation.ts';

test('an operation is told when its client goes away before the answer, and the record says so', async () => {
  let begun = (): void => {};
  const begins = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const waiting = operation({
    name: 'GetObject',
    method: 'GET',
    resource: 'object',
    action: 'oss:GetObject',
    access: 'read',
    support: 'works',
    run: ({ clientLeft }) =>
      new Promise((_, reject) => {
        clientLeft.addEventListener('abort', () => reject(clientLeft.reason));
        begun();
      }),
  });
  await withServer([waiting], async (server) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /examplebucket/photo.jpg HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await begins;
    socket.destroy();
    const record = await recorded(server);
    expect(record.cause).toBe('client-left');
  });
});

test('a client that stays until the end has not left', async () => {
  let signal = new AbortController().signal;
  const looking = operation({
    name: 'GetObject',
    method: 'GET',
    resource: 'object',
    action: 'oss:GetObject',
    access: 'read',
    support: 'works',
    run: ({ clientLeft }) => {
      signal = clientLeft;
      return answer(200);
    },
  });
  await withServer([looking], async (server) => {
    const response = await fetch(`${server.url}/examplebucket/photo.jpg`, { headers: { Connection: 'close' } });
    await response.arrayBuffer();
    expect([response.status, signal.aborted]).toEqual([200, false]);
  });
  expect(signal.aborted).toBe(false);
});

async function withServer(
  operations: readonly Operation[],
  use: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const bucket = { name: 'examplebucket', acl: 'public-read', storageClass: 'Standard' } as const;
  const server = await startServer({ host: '127.0.0.1', operations, buckets: [bucket] });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

/** The latest exchange, once it is over. */
async function recorded(server: RunningServer): Promise<{ cause?: string }> {
  for (;;) {
    const [latest] = server.requests(1) as { cause?: string }[];
    if (latest !== undefined) return latest;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
