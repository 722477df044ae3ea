import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { wire } from '../support/raw.ts';
import { signed, signedBytes } from '../support/signed.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
/** 100 KB a second, the least that OSS takes. */
const LIMIT = '819200';
const RATE = 102_400;
const LIMITED = { 'x-oss-traffic-limit': LIMIT };

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    clock: NOON,
    seed: 1,
    host: '127.0.0.1',
    buckets: [{ name: 'examplebucket' }, { name: 'open-to-all', acl: 'public-read-write' }],
  });
});
beforeEach(async () => {
  await server.reset();
  await server.clock.freeze(NOON);
});
afterAll(() => server.close());

/** A connection, and what has come over it. */
function open(bytes: Buffer): {
  readonly received: () => Buffer;
  readonly ended: Promise<void>;
  readonly socket: Socket;
} {
  const socket = connect({ port: server.port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.write(bytes);
  return { received: () => Buffer.concat(chunks), ended, socket };
}

const call = { bucket: 'examplebucket', key: 'k', at: NOON };

/** Whether a body is held back; whoever is only waited for has a minute. */
const held = () => server.clock.state().waiting.some((ms) => ms <= 10_000);

/** Moves the clock in steps until the connection ends. @returns the milliseconds that took. */
async function pass(connection: { readonly ended: Promise<void> }, step: number): Promise<number> {
  let over = false;
  let ms = 0;
  connection.ended.then(() => {
    over = true;
  });
  while (!over) {
    await expect.poll(() => over || held(), { interval: 1 }).toBe(true);
    if (over) break;
    await server.clock.advance(step);
    ms += step;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ms;
}

describe('x-oss-traffic-limit', () => {
  it('makes an upload take as long as its bytes need', async () => {
    const body = Buffer.alloc(10 * RATE, 'x');
    const upload = open(signedBytes({ ...call, method: 'PUT', headers: LIMITED, body }));
    await expect.poll(held, { interval: 1 }).toBe(true);
    await server.clock.advance(5000);
    await expect.poll(held, { interval: 1 }).toBe(true);
    expect(upload.received().length).toBe(0);
    await pass(upload, 1000);
    expect(upload.received().toString()).toContain('\r\nx-oss-qos-delay-time: 10000\r\nx-oss-server-time: ');
  });

  it.each(['header', 'query'])('in the %s makes a download arrive at its rate', async (place) => {
    await signed(server.port, { ...call, method: 'PUT', body: Buffer.alloc(4 * RATE, 'x') });
    const asked = place === 'query' ? { query: `x-oss-traffic-limit=${LIMIT}` } : { headers: LIMITED };
    const download = open(signedBytes({ ...call, method: 'GET', ...asked }));
    await expect.poll(() => download.received().toString('latin1'), { interval: 1 }).toContain('\r\n\r\n');
    const head = download.received().indexOf('\r\n\r\n') + 4;
    expect(download.received().subarray(0, head).toString()).toContain('x-oss-qos-delay-time: 4000\r\n');
    expect(download.received().length - head).toBeLessThan(RATE);
    const ms = await pass(download, 100);
    expect(download.received().length - head).toBe(4 * RATE);
    expect(ms).toBeGreaterThan(2000);
    expect(ms).toBeLessThanOrEqual(4100);
  });

  it('makes a copy take as long as its bytes need', async () => {
    await signed(server.port, { ...call, method: 'PUT', body: Buffer.alloc(2 * RATE, 'x') });
    const headers = { ...LIMITED, 'x-oss-copy-source': '/examplebucket/k' };
    const copy = open(signedBytes({ ...call, key: 'copy', method: 'PUT', headers }));
    // The clock may have gone on before the end of the connection was seen; the answer says how long it was held.
    expect(await pass(copy, 500)).toBeGreaterThanOrEqual(2000);
    expect(copy.received().toString()).toContain('x-oss-qos-delay-time: 2000\r\n');
  });

  it.each(['field', 'header'])('in a %s makes a form take as long as its file needs', async (place) => {
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const limit = place === 'field' ? part('x-oss-traffic-limit', LIMIT) : '';
    const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n${'x'.repeat(2 * RATE)}\r\n--b--\r\n`;
    const body = part('key', 'k') + limit + file;
    const headers = {
      Host: '127.0.0.1',
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': `${body.length}`,
      ...(place === 'header' && LIMITED),
    };
    const upload = open(wire('POST', '/open-to-all/', headers, body));
    const ms = await pass(upload, 100);
    expect(upload.received().toString()).toMatch(/\r\nx-oss-qos-delay-time: (1[5-9]|20)\d\d\r\n/);
    expect(ms).toBeGreaterThan(1000);
  });

  it('is not felt by what is smaller than a moment, and says nothing then', async () => {
    const { status, bytes } = await signed(server.port, { ...call, method: 'PUT', headers: LIMITED, body: 'x' });
    expect(status).toBe(200);
    expect(bytes).not.toContain('qos');
  });

  it('waits for nobody who has gone', async () => {
    await signed(server.port, { ...call, method: 'PUT', body: Buffer.alloc(4 * RATE, 'x') });
    const download = open(signedBytes({ ...call, method: 'GET', headers: LIMITED }));
    await expect.poll(() => server.clock.state().waiting.length, { interval: 1 }).toBe(1);
    download.socket.destroy();
    // Who ends his side may still read: that he has gone shows with the next pieces that are sent.
    let ms = 0;
    for (; server.clock.state().waiting.length > 0; ms += 100) {
      await server.clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(ms).toBeLessThan(1000);
  });
});
