import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from './connection.mjs';
import { BUCKET, head } from './requests.mjs';
import { startOssmock } from './servers.mjs';

const ACCOUNT = '1234567890123456';
const USER_ID = '201234567890123456';
const USER = { accessKeyId: 'alice', accessKeySecret: 'alice-secret' };
/** Statements of each of the two policies. */
const STATEMENTS = 25;
const KIB = 1024;

export const POLICY_SCENARIOS = [
  { name: 'PUT 1 KiB', method: 'PUT', size: KIB, keys: 256, connections: 16 },
  { name: 'GET 1 KiB', method: 'GET', size: KIB, keys: 256, connections: 16 },
];

const objects = (bucket) => [`acs:oss:*:*:${bucket}`, `acs:oss:*:*:${bucket}/*`];

/** Statements that all cover the actions asked for and that each fail by resource or by condition. */
const IN_THE_WAY = [
  (i) => ({ Effect: 'Allow', Action: ['oss:GetObject', 'oss:PutObject'], Resource: objects(`team-${i}`) }),
  (i) => ({
    Effect: 'Deny',
    Action: 'oss:*',
    Resource: objects(BUCKET),
    Condition: { IpAddress: { 'acs:SourceIp': [`198.51.100.${i}`, `203.0.113.${i}/32`] } },
  }),
  (i) => ({
    Effect: 'Deny',
    Action: ['oss:Get*', 'oss:Put*', 'oss:Delete*'],
    Resource: objects('*'),
    Condition: { StringLike: { 'acs:UserAgent': [`*crawler-${i}*`, `bot-${i}/?.?`] } },
  }),
  (i) => ({ Effect: 'Deny', Action: 'oss:?*Object', Resource: [`acs:oss:*:*:${BUCKET}/*/locked-${i}/*`] }),
];

const inTheWay = (more = {}) =>
  Array.from({ length: STATEMENTS - 1 }, (_, i) => ({ ...IN_THE_WAY[i % IN_THE_WAY.length](i), ...more }));

/** What the user has itself: its last statement allows something else. */
const IDENTITY = {
  Version: '1',
  Statement: [...inTheWay(), { Effect: 'Allow', Action: 'oss:ListBuckets', Resource: '*' }],
};

/** What the bucket has: its last statement is the one that allows. */
const OF_THE_BUCKET = {
  Version: '1',
  Statement: [
    ...inTheWay({ Principal: [USER_ID] }),
    { Effect: 'Allow', Action: ['oss:GetObject', 'oss:PutObject'], Resource: objects(BUCKET), Principal: [USER_ID] },
  ],
};

const CONFIG = {
  accounts: [
    {
      id: ACCOUNT,
      keys: [{ id: 'ossmock', secret: 'ossmock-secret' }],
      users: [
        {
          name: 'alice',
          id: USER_ID,
          keys: [{ id: USER.accessKeyId, secret: USER.accessKeySecret }],
          policies: [IDENTITY],
        },
      ],
    },
  ],
  buckets: [{ name: BUCKET }],
};

/**
 * Requests of a RAM user with 50 statements in force, of which the last one allows, beside the same requests of the
 * account itself to a server without any policy; in turns, the first round thrown away.
 * @param {import('./speed.mjs').Load} load
 * @param {string} directory for the configuration
 * @returns {Promise<Map<string, { user: Measured, root: Measured }[]>>} by scenario, round by round
 * @typedef {{ rate: number, cpu: number }} Measured requests in a second, and microseconds of processor time in a request
 */
export async function measurePolicy(load, directory, { rounds, seconds }) {
  const file = join(directory, 'policy.yaml');
  writeFileSync(file, JSON.stringify(CONFIG));
  const guarded = await startOssmock('--config', file);
  const plain = await startOssmock();
  try {
    await putPolicy(guarded.port);
    const measure = async (server, scenario, signer) => {
      const before = server.cpu();
      const { requests, seconds: took } = await load.run({ port: server.port, seconds, signer, ...scenario });
      return { rate: requests / took, cpu: ((server.cpu() - before) / requests) * 1e6 };
    };
    const results = new Map(POLICY_SCENARIOS.map(({ name }) => [name, []]));
    for (let round = 0; round <= rounds; round++) {
      for (const { name, ...scenario } of POLICY_SCENARIOS) {
        const asUser = () => measure(guarded, scenario, USER);
        const asRoot = () => measure(plain, scenario, undefined);
        const first = round % 2 === 0 ? await asUser() : await asRoot();
        const second = round % 2 === 0 ? await asRoot() : await asUser();
        if (round === 0) continue;
        results.get(name).push(round % 2 === 0 ? { user: first, root: second } : { user: second, root: first });
      }
    }
    return results;
  } finally {
    await Promise.all([guarded.stop(), plain.stop()]);
  }
}

function putPolicy(port) {
  const body = Buffer.from(JSON.stringify(OF_THE_BUCKET));
  const connection = new Connection(port);
  return new Promise((resolve, reject) => {
    connection.send([head('PUT', '', { query: 'policy', length: body.length }), body], (error) => {
      connection.close();
      if (error) reject(error);
      else resolve();
    });
  });
}
