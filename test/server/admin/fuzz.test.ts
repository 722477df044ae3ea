import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { malformed } from '../../gateway/fuzz.ts';
import { Dice } from '../../gateway/fuzz-dice.ts';
import { exchange } from '../../gateway/fuzz-exchange.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const REQUESTS = 500;
const STUCK = 8_000;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1 });
});
afterAll(() => server.close());

/** Own paths by method; what stands in braces is filled in. */
const ROUTES = `
GET health requests requests/{id} requests/{id}/scenario requests/{id}/curl callback-key.pem namespaces
GET namespaces/{name}/requests namespaces/{name}/requests/{id} clock faults faults/{name} accounts accounts/{account}
GET buckets buckets/{name}/objects errors checks ca.pem
PUT namespaces/{name} clock
POST reset snapshot snapshot/{number}/restore namespaces/{name}/reset namespaces/{name}/snapshot clock faults inventory
POST lifecycle logs namespaces/{name}/lifecycle accounts/{account}/keys
PATCH accounts/{account} accounts/{account}/keys/{name}
DELETE namespaces/{name} snapshot/{number} faults faults/{name} accounts/{account}/keys/{name}`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [method = '', ...paths] = line.split(' ');
    return paths.map((path) => ({ method, path }));
  });

const FIELDS =
  'set advance freeze offset release status id secret user name when effect times after delay operation method bucket key error code details body seed'.split(
    ' ',
  );
const PARAMETERS = 'limit q prefix delimiter after token __proto__ a'.split(' ');

const filled = (dice: Dice, path: string): string =>
  path
    .replace('{account}', () => dice.pick(['1234567890123456', '1', '__proto__']))
    .replace('{number}', () => dice.pick(['1', '-1', '0.5', '1e9', 'NaN', '99999999999999999999', '__proto__']))
    .replace('{id}', () => dice.pick(['0'.repeat(24), 'constructor', '..', 'a'.repeat(99), 'a'.repeat(101), '%00', '']))
    .replace('{name}', () =>
      dice.pick(['a', 'examplebucket', 'ossmock', '__proto__', 'A', '%zz', '.', 'a'.repeat(40), dice.word(20)]),
    );

const query = (dice: Dice): string =>
  dice
    .times(4, () => {
      const value = dice.pick(['', '=', '=1', '=-1', '=1e9', '=%FF', '=%00', '=(a%2B)%2B$', `=${'x'.repeat(9000)}`]);
      return dice.pick(PARAMETERS) + value;
    })
    .join('&');

function value(dice: Dice, depth = 2): unknown {
  const fields = (): object =>
    Object.fromEntries(dice.times(3, () => [dice.pick(FIELDS), value(dice, depth - 1)] as const));
  return dice.pick<() => unknown>([
    () => dice.pick([null, true, false, -1, 0, 0.5, 1e21, '', '1h', '99999999d', '+275760-09-13T00:00:00Z', 'active']),
    () => dice.pick(['2026-02-01T00:00:00Z', 'PutObject', 'NoSuchKey', 'no-such-key', '(a+)+$', '\ud800', '{}']),
    () => dice.word(20),
    () => [value(dice, 0)],
    () => (depth > 0 ? fields() : 'x'.repeat(5000)),
    () => (depth > 0 ? fields() : {}),
  ])();
}

const body = (dice: Dice): string =>
  dice.pick<() => string>([
    () => '',
    () => JSON.stringify({ when: value(dice), effect: value(dice), name: value(dice) }),
    () => JSON.stringify(Object.fromEntries([[dice.pick(FIELDS), value(dice)]])),
    () => JSON.stringify(value(dice)),
    () => dice.pick(['{', '[]', 'null', '{"__proto__":{"a":1}}', '\xff\xfe', '\ufeff{}', '{"set":1,"set":2}']),
    () => '['.repeat(60_000),
    () => 'x'.repeat(dice.pick([65_536, 65_537, 1_000_000])),
  ])();

/** @throws Error when nothing comes. */
function answerTo(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    const received: Buffer[] = [];
    const stuck = setTimeout(() => end(new Error('neither answered nor closed')), STUCK);
    const end = (error?: Error): void => {
      clearTimeout(stuck);
      socket.destroy();
      if (error === undefined) resolve(Buffer.concat(received).toString('utf8'));
      else reject(error);
    };
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('end', () => end());
    socket.on('error', end);
    socket.write(bytes);
  });
}

function request(dice: Dice): Buffer {
  const route = dice.pick(ROUTES);
  const method = dice.chance(90) ? route.method : dice.pick(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'TRACE']);
  const target = `/_ossmock/${filled(dice, route.path)}${dice.chance(30) ? `?${query(dice)}` : ''}`;
  const sent = Buffer.from(method === 'GET' || method === 'HEAD' ? '' : body(dice));
  const chunked = dice.chance(20);
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${sent.length}`;
  const odd = dice.pick([
    '',
    '',
    'Content-Type: ;;',
    'Origin: null',
    'Cookie: ossmock-token=%zz',
    'Content-Encoding: x',
  ]);
  const expects = dice.chance(10) ? 'Expect: 100-continue' : '';
  const host = `Host: ${dice.chance(90) ? '127.0.0.1' : dice.pick(['stranger.example.com', '', 'a.ns.localhost'])}`;
  const lines = [`${method} ${target} HTTP/1.1`, host, length, odd, expects, 'Connection: close'];
  const head = Buffer.from(`${lines.filter((line) => line !== '').join('\r\n')}\r\n\r\n`);
  if (!chunked) return Buffer.concat([head, sent]);
  const chunk = sent.length === 0 ? '' : `${sent.length.toString(16)}\r\n${sent}\r\n`;
  return Buffer.concat([head, Buffer.from(`${chunk}0\r\n\r\n`)]);
}

/** What is wrong with an answer, if anything is. */
function problem(answer: string): string | undefined {
  const [, status] = /^(?:HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 ([234]\d\d) /.exec(answer) ?? [];
  if (status === undefined) return 'its status';
  if (/\n {4}at |node_modules|file:\/\//.test(answer)) return 'a stack in it';
  const [head = '', ...rest] = answer.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n');
  const refused = status >= '400' && head.includes('application/json') && rest[0] !== '';
  return refused && !/^\{"error":".+"\}$/s.test(rest.join('')) ? 'its JSON' : undefined;
}

test(`${REQUESTS} odd requests to own paths are answered, and refused as JSON with a status`, async () => {
  const statuses = new Map<string, number>();
  for (let seed = 0; seed < REQUESTS; seed++) {
    const bytes = request(new Dice(seed));
    const answer = await answerTo(bytes);
    const status = answer.slice(9, 12);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const wrong = problem(answer);
    const shown = () => `seed ${seed}: ${bytes.toString('utf8', 0, 500)}\n${answer.slice(0, 500)}`;
    expect(wrong, wrong && shown()).toBeUndefined();
    // What was filed would make its faults with the paths that are not ours.
    if (status === '201') server.faults.clear();
  }
  expect(statuses.get('200')).toBeGreaterThan(REQUESTS / 10);
  expect(statuses.get('400')).toBeGreaterThan(REQUESTS / 10);
}, 60_000);

test('whatever was asked can be looked into, and made again', async () => {
  await server.clock.freeze(NOW);
  for (let seed = 0; seed < 150; seed++) await exchange(server.port, malformed(seed, NOW));
  const ids = server.requests().map(({ requestId }) => requestId);
  expect(ids.length).toBeGreaterThan(80);
  for (const id of ids) {
    for (const path of [id, `${id}/scenario`, `${id}/curl`]) {
      const answer = await fetch(`${server.url}/_ossmock/requests/${path}`);
      expect(answer.status, `${path}: ${await answer.text()}`).toBe(200);
    }
  }
}, 60_000);
