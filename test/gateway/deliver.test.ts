import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { write } from '../../src/gateway/deliver.ts';

/** More than the kernel takes while nobody reads. */
const LARGE = Buffer.alloc(64 * 1024 * 1024);

test('writing to a client that goes away in the middle fails', async () => {
  let arrived = (_response: ServerResponse): void => {};
  const arrival = new Promise<ServerResponse>((resolve) => {
    arrived = resolve;
  });
  const server = createServer((_request, response) => arrived(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.pause();
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const response = await arrival;
  const closed = new Promise((resolve) => response.once('close', resolve)).then(turns).then(() => 'never settles');
  const writing = (async () => {
    for (;;) await write(response, LARGE);
  })();
  const outcome = writing.catch(() => 'fails');
  await turns();
  client.destroy();
  expect(await Promise.race([outcome, closed])).toBe('fails');
  server.close();
});

/** Lets the event loop go round a few times. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
