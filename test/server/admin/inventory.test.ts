import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('POST /_ossmock/inventory tells which reports it made', async () => {
  const answer = await fetch(`${server.url}/_ossmock/inventory`, { method: 'POST' });
  expect([answer.status, await answer.json()]).toEqual([200, { reports: [] }]);
});
