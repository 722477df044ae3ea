import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { form, head, objectRequests } from './requests.mjs';

const MIB = 1024 * 1024;

/**
 * How far a server's resident memory rises while one large object goes in, out, and in as a form, in bytes.
 * @param {import('./servers.mjs').Server} server fresh
 * @param {number} size bytes, a multiple of 1 MiB
 */
export async function measureMemory(server, size) {
  const connection = new Connection(server.port);
  const send = (request) =>
    new Promise((resolve, reject) => {
      connection.send(request, (error) => (error ? reject(error) : resolve()));
    });
  // The code is loaded and the first buffers are there.
  for (const method of ['PUT', 'GET', 'POST'])
    for (const request of objectRequests(method, MIB, 32)) await send(request);
  const chunk = randomBytes(MIB);
  const put = await growth(server, () => connection.stream(head('PUT', 'large', { length: size }), chunk, size / MIB));
  const get = await growth(server, () => send([head('GET', 'large')]));
  const [before, behind] = form('large-form', size);
  const post = await growth(server, () => connection.stream(before, chunk, size / MIB, behind));
  connection.close();
  return { put, get, post };
}

async function growth(server, act) {
  const before = server.memory().now;
  server.forgetPeak();
  const start = performance.now();
  await act();
  const seconds = (performance.now() - start) / 1000;
  const { peak } = server.memory();
  await sleep(300);
  return { peak: peak - before, after: server.memory().now - before, seconds };
}
