import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signV1Url } from '../../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { raw, wire } from '../../support/raw.ts';
import { KEYS, signed, signedBytes } from '../../support/signed.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const HOUR = 3_600_000;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOON, seed: 1, host: '127.0.0.1' });
});
beforeEach(async () => {
  await server.reset();
  await server.clock.freeze(NOON);
});
afterAll(() => server.close());

function ask(move: object) {
  return request(server.url).post('/_ossmock/clock').send(JSON.stringify(move));
}

describe('/_ossmock/clock', () => {
  it('shows the time, how it goes and what waits', async () => {
    const { body } = await request(server.url).get('/_ossmock/clock').expect(200);
    expect(body).toEqual({
      now: '2026-01-31T12:00:00.000Z',
      mode: 'frozen',
      offsetMs: expect.any(Number),
      waitingMs: [],
    });
  });

  it.each([
    [{ advance: '1h30m' }, '2026-01-31T13:30:00.000Z'],
    [{ set: '2027-01-01T00:00:00+08:00' }, '2026-12-31T16:00:00.000Z'],
    [{ set: '2019-01-01T00:00:00Z' }, '2019-01-01T00:00:00.000Z'],
    [{ freeze: '2026-02-01T00:00:00Z' }, '2026-02-01T00:00:00.000Z'],
    [{ freeze: true }, '2026-01-31T12:00:00.000Z'],
  ])('is moved by %j', async (move, now) => {
    expect((await ask(move).expect(200)).body).toMatchObject({ now, mode: 'frozen' });
    expect(
      (
        await request(server.url)
          .put('/_ossmock/clock')
          .send(JSON.stringify({ freeze: true }))
      ).body.now,
    ).toBe(now);
  });

  it('runs beside the machine’s clock, and with it again', async () => {
    expect((await ask({ offset: '-15m' })).body).toMatchObject({ mode: 'offset', offsetMs: -900_000 });
    expect((await ask({ release: true })).body).toMatchObject({ mode: 'real', offsetMs: 0 });
  });

  it.each([
    [{}, 'the body: expected one of set, advance, freeze, offset, release'],
    [{ set: 'x', advance: '1s' }, 'the body: expected one of set, advance, freeze, offset, release'],
    [{ advance: '99999999999h' }, 'the clock goes from the year 1970 to the year 9999'],
    [{ set: '1969-12-31T23:59:59Z' }, 'the clock goes from the year 1970 to the year 9999'],
    [{ freeze: '0001-01-01T00:00:00Z' }, 'the clock goes from the year 1970 to the year 9999'],
    [{ offset: '-9999999h' }, 'the clock goes from the year 1970 to the year 9999'],
    [{ stop: true }, 'stop: unknown; there are set, advance, freeze, offset, release'],
    [{ toString: true }, 'toString: unknown'],
    [{ set: 'noon' }, 'set: expected an instant such as 2026-01-31T12:00:00Z'],
    [{ advance: '-5s' }, 'advance: expected a span such as 90s or 1h30m'],
    [{ freeze: 1 }, 'freeze: expected true, or an instant'],
    [{ offset: 5 }, 'offset: expected a distance such as +2h or -15m'],
    [{ release: 'yes' }, 'release: expected true'],
  ])('refuses %j with what was expected', async (move, error) => {
    expect((await ask(move).expect(400)).body.error).toContain(error);
  });
});

describe('what ages', () => {
  it('is the skew of a signature', async () => {
    const list = { method: 'GET', bucket: 'examplebucket', at: NOON };
    expect((await signed(server.port, list)).status).toBe(200);
    await server.clock.advance(HOUR);
    expect((await signed(server.port, list)).body).toContain('<Code>RequestTimeTooSkewed</Code>');
  });

  it('is a body that stalls: it is refused as soon as the idle time has been skipped', async () => {
    const bytes = signedBytes({ method: 'PUT', bucket: 'examplebucket', key: 'k', body: 'half of it', at: NOON });
    const answer = new Promise<string>((resolve) => {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
      });
      socket.on('end', () => resolve(text));
      socket.write(bytes.subarray(0, bytes.length - 4));
    });
    await expect.poll(() => server.clock.state().waiting.length, { interval: 1 }).toBe(1);
    await server.clock.advance(59_000);
    expect(server.clock.state().waiting).toHaveLength(1);
    await server.clock.advance(1000);
    expect(await answer).toContain('<Code>RequestTimeout</Code>');
  });

  it('is a signed URL', async () => {
    const request = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'none' };
    const url = `/examplebucket/none?${signV1Url(request, KEYS, NOON / 1000 + 60)}`;
    const ask = () => raw(server.port, wire('GET', url, { Host: '127.0.0.1' }));
    expect((await ask()).body).toContain('<Code>NoSuchKey</Code>');
    await server.clock.advance(61_000);
    expect((await ask()).body).toContain('Request has expired.');
  });

  it('is the time that a callback has', async () => {
    const receiver = createServer(() => {}).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const callback = { callbackUrl: `http://127.0.0.1:${port}`, callbackBody: 'object=k' };
    const headers = { 'x-oss-callback': Buffer.from(JSON.stringify(callback)).toString('base64') };
    const put = { method: 'PUT', bucket: 'examplebucket', key: 'k', headers, body: 'x', at: NOON };
    const called = once(receiver, 'request');
    const answer = signed(server.port, put);
    await called;
    await server.clock.advance(5000);
    expect((await answer).body).toContain('<Code>CallbackFailed</Code>');
    receiver.closeAllConnections();
    receiver.close();
  });

  it('is a server that runs beside the machine’s clock', async () => {
    const late = await startServer({ clock: { offset: HOUR }, host: '127.0.0.1' });
    const answer = await raw(late.port, signedBytes({ method: 'GET', bucket: 'examplebucket', at: Date.now() }));
    expect(answer.body).toContain('<Code>RequestTimeTooSkewed</Code>');
    await late.close();
  });
});
