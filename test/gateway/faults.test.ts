import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FaultSpec, type RunningServer, startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';
import {
  BODY,
  faultRecord,
  NOON,
  ready,
  SHORT,
  SIZE,
  SUBJECTS,
  type Subject,
  send,
  stored,
  UPLOADS,
  untilWaiting,
} from './faults-support.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOON, seed: 1, host: '127.0.0.1' });
});
beforeEach(async () => {
  await server.reset();
  await server.clock.freeze(NOON);
});
afterAll(() => server.close());

/** Files a fault for one operation, once what that needs is there. */
async function under(subject: Subject, effect: FaultSpec['effect'], body?: Buffer) {
  const call = await ready(server, subject, body);
  server.faults.add({ name: 'it', match: { operation: subject }, effect });
  return call;
}

function fired(): number | undefined {
  return server.faults.get('it')?.fired;
}

describe.each(SUBJECTS)('%s', (subject) => {
  it('is answered with an error of the catalogue, in the service’s bytes, and nothing is done', async () => {
    const call = await under(subject, { error: 'internal-error' }, SHORT);
    const answer = await signed(server.port, call);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('<Code>InternalError</Code>');
    expect(answer.header('x-oss-request-id')).toBe(/<RequestId>(.*)<\/RequestId>/.exec(answer.body)?.[1]);
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(subject === 'GetObject');
    const record = server.request(answer.header('x-oss-request-id') as string);
    expect(record).toMatchObject({ fault: 'it', cause: 'internal-error' });
  });

  it('is answered with each of the 503 of overload', async () => {
    const call = await ready(server, subject, SHORT);
    for (const error of [
      'DownloadTrafficRateLimitExceeded',
      'UploadTrafficRateLimitExceeded',
      'MetaOperationQpsLimitExceeded',
      'TotalQpsLimitExceeded',
      'ActiveRequestLimitExceeded',
      'CpuLimitExceeded',
      'service-overloaded',
    ]) {
      server.faults.clear();
      server.faults.add({ effect: { error } });
      const { status, body } = await signed(server.port, call);
      expect([status, body]).toEqual([503, expect.stringContaining('<Code>')]);
    }
  });

  it('is answered with a bare status', async () => {
    const call = await under(subject, { status: 504, body: 'gone home', contentType: 'text/plain' }, SHORT);
    const { status, body, names } = await signed(server.port, call);
    expect([status, body]).toEqual([504, 'gone home']);
    expect(names()).not.toContain('x-oss-request-id');
  });

  it('is answered with the page of a proxy', async () => {
    const call = await under(subject, { badGateway: true }, SHORT);
    const answer = await signed(server.port, call);
    expect(answer.status).toBe(502);
    expect(answer.header('Content-Type')).toBe('text/html');
    expect(answer.body).toContain('<h1>502 Bad Gateway</h1>');
  });

  it('is answered with bytes that are not HTTP', async () => {
    const call = await under(subject, { garbage: true }, SHORT);
    const connection = send(server, call);
    expect(await connection.ended).toBe('end');
    expect(connection.text()).toMatch(/^\x15\x03/);
  });

  it('is answered late, and by the clock', async () => {
    const call = await under(subject, { delay: '90s' }, SHORT);
    const connection = send(server, call);
    await untilWaiting(server, 80_000);
    await server.clock.advance(89_000);
    expect(connection.text()).toBe('');
    await server.clock.advance(1000);
    await connection.ended;
    expect(connection.text()).toMatch(/^HTTP\/1.1 200 OK/);
    expect(await faultRecord(server, 'it')).toMatchObject({ status: 200, durationMs: 90_000 });
  });

  it('is not answered at all, and not done', async () => {
    const call = await under(subject, { noAnswer: true }, SHORT);
    const connection = send(server, call);
    await expect.poll(fired, { interval: 1 }).toBe(1);
    await server.clock.advance(3_600_000);
    expect([connection.text(), connection.ending()]).toEqual(['', undefined]);
    connection.socket.destroy();
    expect(await faultRecord(server, 'it')).toMatchObject({ status: 0 });
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(subject === 'GetObject');
  });

  it.each([
    ['reset', 'reset'],
    ['close', 'end'],
  ] as const)('is done and its answer lost by a %s', async (loseAnswer, ending) => {
    const call = await under(subject, { loseAnswer }, SHORT);
    const connection = send(server, call);
    expect(await connection.ended).toBe(ending);
    expect(connection.text()).toBe('');
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(true);
  });

  it('is done and its answer never comes', async () => {
    const call = await under(subject, { loseAnswer: 'silence' }, SHORT);
    const connection = send(server, call);
    await expect.poll(fired, { interval: 1 }).toBe(1);
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(true);
    expect([connection.text(), connection.ending()]).toEqual(['', undefined]);
  });

  it.each([
    ['resetUpload', 'reset'],
    ['closeUpload', 'end'],
  ] as const)('is cut off at once by %s', async (effect, ending) => {
    const call = await under(subject, { [effect]: 0 }, SHORT);
    const connection = send(server, { ...call, body: undefined, headers: {}, noLength: subject === 'GetObject' });
    expect(await connection.ended).toBe(ending);
    expect(connection.text()).toBe('');
    expect(fired()).toBe(1);
  });

  it('has a wrong CRC and a wrong ETag, of the right form', async () => {
    const call = await under(subject, { wrongHeader: 'x-oss-hash-crc64ecma' }, SHORT);
    const wrong = await signed(server.port, call);
    server.faults.clear();
    server.faults.add({ effect: { wrongHeader: 'ETag' } });
    const again = { ...call, query: call.query?.replace('position=0', `position=${SHORT.length}`) ?? '' };
    const other = await signed(server.port, again);
    expect(wrong.status).toBe(200);
    expect(wrong.header('x-oss-hash-crc64ecma')).toMatch(/^\d+$/);
    expect(other.header('ETag')).toMatch(/^"[0-9A-F]{32}"$/);
    if (subject === 'AppendObject') return;
    expect(wrong.header('x-oss-hash-crc64ecma')).not.toBe(other.header('x-oss-hash-crc64ecma'));
    expect(wrong.header('ETag')).not.toBe(other.header('ETag'));
  });
});

describe.each(UPLOADS)('%s', (subject) => {
  it('whose body is never read gets no answer, and leaves nothing', async () => {
    const call = await under(subject, { noRead: true });
    const connection = send(server, call);
    await expect.poll(fired, { interval: 1 }).toBe(1);
    await server.clock.advance(600_000);
    expect([connection.text(), connection.ending()]).toEqual(['', undefined]);
    connection.socket.destroy();
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(false);
  });

  it('whose body is read in part stalls, and the server does not blame the client', async () => {
    const call = await under(subject, { stallUpload: 500_000 });
    const connection = send(server, call);
    await expect.poll(fired, { interval: 1 }).toBe(1);
    await server.clock.advance(600_000);
    expect([connection.text(), connection.ending()]).toEqual(['', undefined]);
  });

  it.each([
    ['resetUpload', 'reset'],
    ['closeUpload', 'end'],
  ] as const)('is cut off in the middle by %s, and leaves nothing', async (effect, ending) => {
    const call = await under(subject, { [effect]: 500_000 });
    const connection = send(server, call);
    expect(await connection.ended).toBe(ending);
    expect(connection.text()).toBe('');
    connection.socket.destroy();
    const { requestId } = await faultRecord(server, 'it');
    const { bodyBytes } = (server.request(requestId as string) as { request: { bodyBytes: number } }).request;
    expect(bodyBytes).toBeGreaterThanOrEqual(500_000);
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(false);
  });

  it('of fewer bytes than the cut needs is not cut, and the fault counts as unused', async () => {
    const call = await under(subject, { resetUpload: SIZE + 1 });
    expect((await signed(server.port, call)).status).toBe(200);
    expect(server.faults.unused()).toMatchObject([{ name: 'it', matched: 1, fired: 0 }]);
  });

  it('is refused after some of its body', async () => {
    const call = await under(subject, { error: 'service-overloaded', errorAfter: 500_000 });
    const { status } = await signed(server.port, call);
    expect(status).toBe(503);
    server.faults.clear();
    expect(await stored(server, subject, call)).toBe(false);
  });

  it('is read slowly, by the clock, and the client does not count as idle', async () => {
    const call = await under(subject, { throttleUpload: 10_000 });
    const connection = send(server, { ...call, body: BODY.subarray(0, 2_000_000) });
    let over = false;
    connection.ended.then(() => {
      over = true;
    });
    let ms = 0;
    while (!over) {
      const [wait] = server.clock.state().waiting.filter((left) => left > 0 && left < 30_000);
      if (wait !== undefined) {
        await server.clock.advance(wait);
        ms += wait;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(connection.text()).toMatch(/^HTTP\/1.1 200 OK/);
    expect(ms).toBeGreaterThan(150_000);
    expect(ms).toBeLessThanOrEqual(200_000);
  });

  it.each(['stallDownload', 'resetDownload', 'truncate', 'corrupt'])('has no body that %s could cut', (effect) => {
    const rule = { match: { operation: subject }, effect: { [effect]: 10 } };
    expect(() => server.faults.add(rule)).toThrow(`can never happen: ${subject} answers without a body`);
  });
});

describe('GetObject', () => {
  it('stalls behind some of its bytes', async () => {
    const connection = send(server, await under('GetObject', { stallDownload: 1000 }));
    await expect.poll(() => connection.bodyBytes(), { interval: 1 }).toBe(1000);
    await server.clock.advance(3_600_000);
    expect([connection.bodyBytes(), connection.ending()]).toEqual([1000, undefined]);
    connection.socket.destroy();
    const { requestId } = await faultRecord(server, 'it');
    expect(server.request(requestId as string)).toMatchObject({ status: 200, response: { bodyBytes: 1000 } });
  });

  it.each([
    ['resetDownload', 'reset'],
    ['truncate', 'end'],
  ] as const)('ends too early by %s, whatever its Content-Length says', async (effect, ending) => {
    const connection = send(server, await under('GetObject', { [effect]: 300_000 }));
    expect(await connection.ended).toBe(ending);
    expect(connection.text()).toContain(`Content-Length: ${SIZE}\r\n`);
    if (ending === 'end') expect(connection.bodyBytes()).toBe(300_000);
    else expect(connection.bodyBytes()).toBeLessThanOrEqual(300_000);
  });

  it.each([0, 1_234_567, SIZE - 1])('has another byte at %d, under the CRC of the right ones', async (corrupt) => {
    const connection = send(server, await under('GetObject', { corrupt }));
    await connection.ended;
    const body = Buffer.from(connection.text().slice(-SIZE), 'latin1');
    expect(body.equals(BODY)).toBe(false);
    body.writeUInt8(body.readUInt8(corrupt) ^ 0xff, corrupt);
    expect(body.equals(BODY)).toBe(true);
  });

  it('is not changed behind its end', async () => {
    const connection = send(server, await under('GetObject', { truncate: SIZE }));
    expect(await connection.ended).toBe('end');
    expect([connection.bodyBytes(), fired()]).toEqual([SIZE, 0]);
  });

  it('comes slowly, by the clock', async () => {
    const call = await under('GetObject', { throttleDownload: 1_000_000 });
    const connection = send(server, call);
    await untilWaiting(server, 50);
    let ms = 0;
    for (; connection.ending() === undefined; ms += 100) {
      await server.clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([connection.ending(), connection.bodyBytes()]).toEqual(['end', SIZE]);
    expect(ms).toBeGreaterThan(2500);
  });

  it.each(['noRead', 'stallUpload', 'throttleUpload', 'errorAfter'])('has no body that %s could be about', (effect) => {
    const value = effect === 'noRead' ? true : 10;
    const extra = effect === 'errorAfter' ? { error: 'internal-error' } : {};
    const rule = { match: { operation: 'GetObject' }, effect: { ...extra, [effect]: value } };
    expect(() => server.faults.add(rule)).toThrow('can never happen: GetObject takes no body');
  });

  it('can be late, slow and cut at once', async () => {
    const call = await under('GetObject', { delay: 5000, throttleDownload: 1_000_000, truncate: 150_000 });
    const connection = send(server, call);
    await untilWaiting(server, 4000);
    await server.clock.advance(5000);
    await untilWaiting(server, 50);
    await server.clock.advance(1000);
    expect(await connection.ended).toBe('end');
    expect(connection.bodyBytes()).toBe(150_000);
  });
});
