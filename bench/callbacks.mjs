import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Connection } from './connection.mjs';
import { head } from './requests.mjs';
import { startOssmock } from './servers.mjs';

/** Uploads whose callbacks wait at the same time. */
export const WAITING = 200;
const KIB = 1024;
const GETS = { method: 'GET', size: KIB, keys: 256, connections: 16 };
const BODY = '{"Status":"OK"}';

/**
 * GETs alone, and beside uploads whose callback server does not answer yet; to the same server in turns, the first round
 * thrown away.
 * @param {import('./speed.mjs').Load} load
 * @param {string} directory for the configuration
 * @returns {Promise<{ alone: Measured, beside: Measured }[]>} round by round
 * @typedef {{ rate: number, cpu: number }} Measured requests in a second, and microseconds of processor time in a request
 */
export async function measureCallbacks(load, directory, { rounds, seconds }) {
  const file = join(directory, 'callbacks.yaml');
  writeFileSync(file, JSON.stringify({ callbacks: { timeout: 600_000 } }));
  const server = await startOssmock('--config', file);
  const receiver = await startReceiver();
  try {
    await load.run({ ...GETS, port: server.port, method: 'PUT', connections: 4 });
    const measure = async () => {
      const before = server.cpu();
      const { requests, seconds: took } = await load.run({ ...GETS, port: server.port, seconds });
      return { rate: requests / took, cpu: ((server.cpu() - before) / requests) * 1e6 };
    };
    const measureBeside = async () => {
      const uploads = Array.from({ length: WAITING }, (_, i) => upload(server.port, receiver.port, i));
      await Promise.race([receiver.holding(WAITING), failureOf(uploads)]);
      const measured = await measure();
      receiver.release();
      await Promise.all(uploads);
      return measured;
    };
    const results = [];
    for (let round = 0; round <= rounds; round++) {
      const first = round % 2 === 0 ? await measure() : await measureBeside();
      const second = round % 2 === 0 ? await measureBeside() : await measure();
      if (round === 0) continue;
      results.push(round % 2 === 0 ? { alone: first, beside: second } : { alone: second, beside: first });
    }
    return results;
  } finally {
    receiver.close();
    await server.stop();
  }
}

/** An upload on a connection of its own; it ends when its callback has been answered. */
function upload(port, receiverPort, i) {
  const settings = { callbackUrl: `http://127.0.0.1:${receiverPort}/`, callbackBody: 'uploaded=yes' };
  const callback = Buffer.from(JSON.stringify(settings)).toString('base64');
  const body = Buffer.alloc(KIB, i);
  const request = head('PUT', `waiting/${i}`, {
    query: `callback=${encodeURIComponent(callback)}`,
    length: body.length,
  });
  const connection = new Connection(port);
  return new Promise((resolve, reject) => {
    connection.send([request, body], (error) => {
      connection.close();
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Never resolves. */
function failureOf(promises) {
  return new Promise((_, reject) => {
    for (const promise of promises) promise.catch(reject);
  });
}

/** A callback server that answers all it holds at once, when told. */
function startReceiver() {
  let held = [];
  let enough = () => {};
  const server = createServer((request, response) => {
    request.resume();
    held.push(response);
    enough();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        port: server.address().port,
        holding: (count) =>
          new Promise((done) => {
            enough = () => held.length >= count && done();
            enough();
          }),
        release() {
          for (const response of held) {
            response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': BODY.length }).end(BODY);
          }
          held = [];
        },
        close() {
          server.close();
          server.closeAllConnections();
        },
      }),
    );
  });
}
