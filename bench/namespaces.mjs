import { startServer } from '../dist/index.js';
import { Connection } from './connection.mjs';
import { head, KEYS } from './requests.mjs';

const SPACES = 64;
const OPERATIONS = 100_000;
const KEYS_EACH = 20;
const RESETS = 20;

/**
 * 64 namespaces of one server, each putting and getting the same keys of the same bucket at once, one connection each. Every
 * body tells whose it is.
 * @returns {Promise<{ operations: number, seconds: number, strangers: number, resets: number[] }>} `strangers` counts
 * answers that came from another namespace; `resets` are milliseconds of resetting one while the others keep what they hold
 */
export async function measureNamespaces() {
  const server = await startServer({ host: '127.0.0.1', journalBytes: 0 });
  try {
    const spaces = await Promise.all(Array.from({ length: SPACES }, (_, n) => server.namespace(`space${n}`)));
    const start = performance.now();
    const counts = await Promise.all(spaces.map((space) => run(server.port, space, OPERATIONS / SPACES)));
    const seconds = (performance.now() - start) / 1000;
    const strangers = counts.reduce((sum, count) => sum + count, 0);
    const resets = [];
    for (let reset = 0; reset < RESETS; reset++) {
      const begin = performance.now();
      await spaces[reset].reset();
      resets.push(performance.now() - begin);
    }
    const kept = await Promise.all(spaces.slice(RESETS).map((space) => strangersIn(server.port, space)));
    return { operations: OPERATIONS, seconds, strangers: strangers + kept.reduce((a, b) => a + b, 0), resets };
  } finally {
    await server.close();
  }
}

const keyOf = (n) => `key-${n % KEYS_EACH}`;

async function run(port, { name, accessKeyId }, operations) {
  const signer = { accessKeyId, accessKeySecret: KEYS.accessKeySecret };
  const connection = new Connection(port);
  const puts = [];
  const gets = [];
  for (let n = 0; n < KEYS_EACH; n++) {
    const body = Buffer.from(`${name} ${n}`);
    puts.push([Buffer.concat([head('PUT', keyOf(n), { length: body.length, signer }), body])]);
    gets.push([head('GET', keyOf(n), { signer })]);
  }
  let strangers = 0;
  for (let n = 0; n < operations; n++) {
    const at = (n >> 1) % KEYS_EACH;
    if (n % 2 === 0) await send(connection, puts[at]);
    else if (String(await send(connection, gets[at], true)) !== `${name} ${at}`) strangers++;
  }
  connection.close();
  return strangers;
}

async function strangersIn(port, { name, accessKeyId }) {
  const signer = { accessKeyId, accessKeySecret: KEYS.accessKeySecret };
  const connection = new Connection(port);
  let strangers = 0;
  for (let n = 0; n < KEYS_EACH; n++) {
    if (String(await send(connection, [head('GET', keyOf(n), { signer })], true)) !== `${name} ${n}`) strangers++;
  }
  connection.close();
  return strangers;
}

function send(connection, request, keep = false) {
  return new Promise((resolve, reject) => {
    connection.send(request, (error, body) => (error ? reject(error) : resolve(body)), keep);
  });
}
