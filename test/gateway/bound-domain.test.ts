import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { raw } from '../support/raw.ts';
import { signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    clock: NOW,
    verifiedDomains: ['example.org'],
    buckets: [{ name: 'examplebucket', acl: 'public-read' }],
  });
});
afterAll(() => server.close());

const change = (comp: string) =>
  signed(server.port, {
    method: 'POST',
    bucket: 'examplebucket',
    query: `cname&comp=${comp}`,
    body: '<BucketCnameConfiguration><Cname><Domain>img.example.org</Domain></Cname></BucketCnameConfiguration>',
    at: NOW,
  });
const read = async () =>
  (await raw(server.port, 'GET /a.txt HTTP/1.1\r\nHost: IMG.example.org:80\r\nConnection: close\r\n\r\n')).status;

test('a domain addresses the bucket from the moment it is bound until it is unbound', async () => {
  await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key: 'a.txt', body: 'hello', at: NOW });
  // The first segment of the path is taken as a bucket until then.
  expect(await read()).toBe(400);
  expect((await change('add')).status).toBe(200);
  expect(await read()).toBe(200);
  expect((await change('delete')).status).toBe(200);
  expect(await read()).toBe(400);
});
