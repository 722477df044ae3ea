import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { type OriginAnswer, type OriginSettings, Origins } from '../../src/mirror/origins.ts';
import { makeRuntime } from '../../src/runtime/index.ts';

const runtime = makeRuntime({ clock: Date.UTC(2026, 0, 31, 12) });
let server: Server;
let port: number;
let asked: string[];
beforeAll(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.headers.host ?? '');
    response.end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** @param settings of the origins. @param address that every name has. */
const make = (settings: Partial<OriginSettings>, address = '127.0.0.1'): Origins =>
  new Origins(runtime, settings, async (host) => {
    if (host.startsWith('nowhere.')) throw new Error('ENOTFOUND');
    return address;
  });
const get = (origins: Origins, url = `http://127.0.0.1:${port}/`): Promise<OriginAnswer> =>
  origins.get({ url, headers: [], sni: false, signal: new AbortController().signal });
/** The status, or why there is none. */
const outcome = async (fetched: Promise<OriginAnswer>): Promise<unknown> => {
  try {
    const answer = await fetched;
    answer.discard();
    return answer.status;
  } catch (error) {
    return error instanceof OssError ? error.cause : error;
  }
};

it('refuses what goes over the requests of a second, until time has passed', async () => {
  const origins = make({ rate: 2 });
  const three = [await outcome(get(origins)), await outcome(get(origins)), await outcome(get(origins))];
  expect(three).toEqual([200, 200, 'mirror-overload']);
  await runtime.clock.advance(500);
  expect([await outcome(get(origins)), await outcome(get(origins))]).toEqual([200, 'mirror-overload']);
});

it('looks names up and refuses the private address behind them when it is strict', async () => {
  const strict = make({ strict: true }, '10.1.2.3');
  expect(await outcome(get(strict, 'http://www.example.com/'))).toBe('mirror-private-address');
  expect(await outcome(get(strict, 'http://nowhere.example.com/'))).toBe('mirror-unreachable');
});

it('names the host as the URL has it, with its port', async () => {
  asked.length = 0;
  await outcome(get(make({})));
  expect(asked).toEqual([`127.0.0.1:${port}`]);
});

it('asks nothing for a client that has left already', async () => {
  asked.length = 0;
  const left = new AbortController();
  const reason = new Error('left');
  left.abort(reason);
  const fetched = make({}).get({ url: `http://127.0.0.1:${port}/`, headers: [], sni: false, signal: left.signal });
  expect(await outcome(fetched)).toBe(reason);
  expect(asked).toEqual([]);
});
