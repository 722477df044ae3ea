// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of callbacks
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Config, type RunningServer, startServer } from '../../src/index.ts';
import { encode, rawReceiver } from '../callback/support.ts';
import { type RawAnswer, raw } from '../support/raw.ts';
import { signed, signedBytes } from '../support/signed.ts';

/** Many uploads whose callbacks are slow, at once. */

const MANY = 200;
const NOW = Date.UTC(2026, 0, 31, 12);
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';

let server: RunningServer;
let stopped: Promise<void> | undefined;
const stop = (): Promise<void> => {
  stopped ??= server.close();
  return stopped;
};
afterEach(stop);

async function start(callbacks: Config['callbacks']): Promise<void> {
  server = await startServer({ clock: NOW, callbacks });
  stopped = undefined;
}

/** Uploads `k0`, `k1`, … on a connection each. */
function uploads(callbackUrl: string, count = MANY): Promise<RawAnswer>[] {
  const headers = { 'x-oss-callback': encode({ callbackUrl, callbackBody: 'object=${object}' }) };
  const call = { method: 'PUT', bucket: 'examplebucket', body: 'hello', headers, at: NOW };
  return Array.from({ length: count }, (_, i) => signed(server.port, { ...call, key: `k${i}` }));
}

/** TCP connections of this process: the clients', the server's and the callback server's. */
const connections = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

describe(`${MANY} uploads that wait for their callbacks`, () => {
  test('let other requests through, and all get their answers; no connection is left', async () => {
    await start({ timeout: 60_000 });
    const held: Socket[] = [];
    const receiver = await rawReceiver((socket) => held.push(socket));
    const waiting = uploads(receiver.url);
    await receiver.arrived(MANY);
    const get = signedBytes({ method: 'GET', bucket: 'examplebucket', key: 'k0', at: NOW });
    const others = await Promise.all(Array.from({ length: 50 }, () => raw(server.port, get)));
    expect(others.map(({ body }) => body)).toEqual(others.map(() => 'hello'));
    expect(receiver.open(), 'every callback still waits').toBe(MANY);
    for (const socket of held) socket.end(ANSWER);
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set(['200 {}']));
    expect(new Set(receiver.requests.map((text) => /object=k\d+$/.exec(text)?.[0])).size).toBe(MANY);
    await receiver.quiet();
    await expect.poll(connections).toBe(0);
  });

  test('in vain are told so, and no connection is left', async () => {
    await start({ timeout: 200 });
    const receiver = await rawReceiver(() => {});
    const answers = await Promise.all(uploads(receiver.url));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([203]));
    await receiver.quiet();
    await expect.poll(connections).toBe(0);
  });

  test('above the limit are told that there are too many, and their objects stay', async () => {
    await start({ timeout: 60_000, maxUnderWay: 10 });
    const held: Socket[] = [];
    const receiver = await rawReceiver((socket) => held.push(socket));
    const first = uploads(receiver.url, 10);
    await receiver.arrived(10);
    const [refused] = await Promise.all(uploads(receiver.url, 1));
    expect(refused?.body).toContain('<Message>Too many callback requests.</Message>');
    for (const socket of held) socket.end(ANSWER);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});

test('a client that goes away takes neither the callback nor the object with it', async () => {
  await start({ timeout: 60_000 });
  const held: Socket[] = [];
  const receiver = await rawReceiver((socket) => held.push(socket));
  const headers = { 'x-oss-callback': encode({ callbackUrl: receiver.url, callbackBody: 'a=b' }) };
  const call = { bucket: 'examplebucket', key: 'kept', at: NOW };
  const client = connect(server.port, '127.0.0.1');
  client.end(signedBytes({ ...call, method: 'PUT', body: 'hello', headers }));
  await receiver.arrived();
  client.destroy();
  expect((await signed(server.port, { ...call, method: 'GET' })).body).toBe('hello');
  expect(receiver.open()).toBe(1);
  for (const socket of held) socket.end(ANSWER);
  await receiver.quiet();
  await expect.poll(connections).toBe(0);
  await expect
    .poll(() => (server.requests() as { operation?: string }[]).map(({ operation }) => operation))
    .toContain('PutObject');
});

test('a server that is closed gives up the callbacks it waits for', async () => {
  await start({ timeout: 60_000 });
  const receiver = await rawReceiver(() => {});
  const lost = Promise.allSettled(uploads(receiver.url, 3));
  await receiver.arrived(3);
  await stop();
  await receiver.quiet();
  await lost;
});
