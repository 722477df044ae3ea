import { join } from 'node:path';
import { openStore } from '../build/store/index.js';
import { openDatabase } from '../build/store/sqlite.js';
import { Connection } from './connection.mjs';
import { BUCKET, head } from './requests.mjs';
import { startOssmock } from './servers.mjs';

const FEW = 10_000;
const MANY = 1_000_000;
const PAGE = 1000;
const KEYS_IN_A_FOLDER = 5;
const WARM_UP = 5;

export const LISTS = [
  { name: 'keys', query: `max-keys=${PAGE}&marker=` },
  { name: 'folders', query: `delimiter=%2F&max-keys=${PAGE}&marker=` },
  { name: 'versions', query: `versions&max-keys=${PAGE}&key-marker=` },
  { name: 'folders of versions', query: `versions&delimiter=%2F&max-keys=${PAGE}&key-marker=` },
];

const folder = (number) => `d${String(number).padStart(7, '0')}/`;

/**
 * Times lists of 1,000 entries of a bucket with a million keys beside the same of one with 10,000, each in a server of its
 * own and each key with an older version.
 * @param {string} directory
 * @param {number} pages of each kind, at places all over the bucket
 * @returns {Promise<Map<string, { few: number[], many: number[] }>>} milliseconds of each page, by the name of its list
 */
export async function measureFlatListing(directory, pages) {
  const few = await filledServer(join(directory, 'few'), FEW);
  const many = await filledServer(join(directory, 'many'), MANY);
  const results = new Map();
  try {
    for (const { name, query } of LISTS) {
      const times = { few: [], many: [] };
      for (let page = -WARM_UP; page < pages; page++) {
        const place = (page + WARM_UP) / (pages + WARM_UP);
        const took = { few: await few.time(query, place), many: await many.time(query, place) };
        if (page < 0) continue;
        times.few.push(took.few);
        times.many.push(took.many);
      }
      results.set(name, times);
    }
  } finally {
    await Promise.all([few.stop(), many.stop()]);
  }
  return results;
}

async function filledServer(directory, keys) {
  await fill(directory, keys);
  const server = await startOssmock('--data', directory);
  const connection = new Connection(server.port);
  const folders = keys / KEYS_IN_A_FOLDER;
  return {
    async time(query, place) {
      const marker = encodeURIComponent(folder(Math.floor(place * (folders - PAGE))));
      const request = [head('GET', '', { query: query + marker })];
      const start = performance.now();
      const body = await new Promise((resolve, reject) => {
        connection.send(request, (error, bytes) => (error ? reject(error) : resolve(bytes.toString())), true);
      });
      const took = performance.now() - start;
      const listed = body.split(/<Key>|<CommonPrefixes>/).length - 1;
      if (listed !== PAGE) throw new Error(`${listed} entries instead of ${PAGE}`);
      return took;
    },
    stop() {
      connection.close();
      return server.stop();
    },
  };
}

/** One object with an older version is put through the store; the others are copies of its rows, made in one transaction. */
async function fill(directory, keys) {
  const store = await openStore({ directory });
  await store.createBucket({
    name: BUCKET,
    owner: '1234567890123456',
    createdAt: Date.now(),
    region: 'cn-hangzhou',
    storageClass: 'Standard',
    redundancy: 'LRS',
    acl: 'private',
    versioning: 'Enabled',
    documents: {},
  });
  await putTwice(store);
  await store.close();
  const db = await openDatabase(join(directory, 'ossmock.db'));
  const facts = 'type, acl, storage_class, last_modified, content_type, etag, size, crc64, md5, extras';
  const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${keys})`;
  const key = `printf('d%07d/%d', n / ${KEYS_IN_A_FOLDER}, n % ${KEYS_IN_A_FOLDER})`;
  const copy = (table, age, form) => `
    INSERT INTO ${table} (${age[0]} bucket, key, ${facts}, version, body)
    ${numbers} SELECT ${age[1]} bucket, ${key}, ${facts}, printf('${form}%062d', n), body
    FROM numbers, ${table} WHERE ${table}.key = 'template';`;
  db.exec(`BEGIN;
    ${copy('objects', ['', ''], 'CB')} ${copy('versions', ['age,', 'age - 1 - n,'], 'CA')}
    DELETE FROM objects WHERE key = 'template'; DELETE FROM versions WHERE key = 'template'; COMMIT`);
  db.close();
}

async function putTwice(store) {
  for (let i = 0; i < 2; i++) {
    const writer = store.stage(16);
    await writer.write(Buffer.alloc(16, 'x'));
    const content = await writer.finish();
    await store.put(
      {
        bucket: BUCKET,
        key: 'template',
        type: 'Normal',
        etag: content.md5.toString('hex').toUpperCase(),
        acl: 'default',
        storageClass: 'Standard',
        lastModified: Date.now(),
        contentType: 'application/octet-stream',
        headers: [],
        encryption: [],
        tagging: undefined,
        state: undefined,
      },
      content,
    );
  }
}
