import { startOssmock } from './servers.mjs';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Sizes of files, with the ratio to PutObject to aim at. The large ones take longer turns: few of them fit into one. */
export const FORM_SCENARIOS = [
  { name: 'form 1 KiB', size: KIB, keys: 256, connections: 16, turn: 1, aim: 0.6 },
  { name: 'form 64 MiB', size: 64 * MIB, keys: 4, connections: 2, turn: 4, aim: 0.8 },
];

/**
 * Forms beside PutObject of the same size, to the same server in turns, the first round thrown away.
 * @param {import('./speed.mjs').Load} load
 * @returns {Promise<Map<string, { form: Measured, put: Measured }[]>>} by scenario, round by round
 * @typedef {{ rate: number, cpu: number }} Measured requests in a second, and microseconds of processor time in a request
 */
export async function measureForms(load, { rounds, seconds }) {
  const server = await startOssmock();
  try {
    const measure = async (method, { turn, size, keys, connections }) => {
      const before = server.cpu();
      const job = { port: server.port, method, size, keys, connections, seconds: seconds * turn };
      const { requests, seconds: took } = await load.run(job);
      return { rate: requests / took, cpu: ((server.cpu() - before) / requests) * 1e6 };
    };
    const results = new Map(FORM_SCENARIOS.map(({ name }) => [name, []]));
    for (let round = 0; round <= rounds; round++) {
      for (const scenario of FORM_SCENARIOS) {
        const measured = {};
        for (const method of round % 2 === 0 ? ['POST', 'PUT'] : ['PUT', 'POST']) {
          measured[method] = await measure(method, scenario);
        }
        if (round > 0) results.get(scenario.name).push({ form: measured.POST, put: measured.PUT });
      }
    }
    return results;
  } finally {
    await server.stop();
  }
}
