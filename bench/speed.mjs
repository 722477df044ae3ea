import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The process that makes the load. */
export class Load {
  #child = fork(fileURLToPath(new URL('load.mjs', import.meta.url)));

  /** @returns {Promise<{ requests: number, seconds: number }>} */
  run(job) {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the load generator ended'));
      this.#child.once('exit', ended);
      this.#child.once('message', (result) => {
        this.#child.off('exit', ended);
        if (result.error) reject(new Error(result.error));
        else resolve(result);
      });
      this.#child.send(job);
    });
  }

  close() {
    this.#child.disconnect();
  }
}

const KIB = 1024;

export const SCENARIOS = [
  { name: 'PUT 1 KiB', method: 'PUT', size: KIB, keys: 256, connections: 16 },
  { name: 'GET 1 KiB', method: 'GET', size: KIB, keys: 256, connections: 16 },
  { name: 'PUT 1 MiB', method: 'PUT', size: KIB * KIB, keys: 32, connections: 4 },
  { name: 'GET 1 MiB', method: 'GET', size: KIB * KIB, keys: 32, connections: 4 },
];

/**
 * Loads every server with every scenario, in turns so that what disturbs the machine disturbs all of them. The first
 * round warms up and is thrown away; the order of the servers changes from round to round.
 * @param {Load} load
 * @param {[name: string, server: import('./servers.mjs').Server][]} servers
 * @returns {Promise<Map<string, { rate: number, cpu: number }[]>>} by `scenario server`: requests in a second, and
 * microseconds of the server's processor time in a request, round by round
 */
export async function measureSpeed(load, servers, { rounds, seconds, scenarios = SCENARIOS }) {
  const results = new Map();
  // Whatever a GET asks for is there.
  for (const [, { port }] of servers)
    for (const { size, keys } of scenarios) await load.run({ port, method: 'PUT', size, keys, connections: 4 });
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 === 0 ? servers : servers.toReversed();
    for (const { name, ...scenario } of scenarios) {
      for (const [serverName, server] of order) {
        const before = server.cpu();
        const { requests, seconds: took } = await load.run({ port: server.port, seconds, ...scenario });
        const cpu = ((server.cpu() - before) / requests) * 1e6;
        if (round === 0) continue;
        const key = `${name} ${serverName}`;
        results.set(key, [...(results.get(key) ?? []), { rate: requests / took, cpu }]);
      }
    }
  }
  return results;
}
