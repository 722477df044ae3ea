/**
 * Writes into the store of a directory until it is killed, and says what was acknowledged: one line `key generation` each.
 * Everything about a body follows from its key and generation, so that the parent can check it.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/index.ts';
import { BUCKET, crashBody, crashObject } from './crash-plan.ts';

const [directory, from] = process.argv.slice(2) as [string, string];
const store = await openStore({ directory });
await store.createBucket(BUCKET);

async function staged(body: Buffer) {
  const writer = store.stage(undefined);
  for (let at = 0; at < body.length; at += 50_000) await writer.write(body.subarray(at, at + 50_000));
  return writer.finish();
}

for (let generation = Number(from); ; generation++) {
  const small = `small-${generation % 7}`;
  await store.put(crashObject(small, generation), await staged(crashBody(small, generation)));
  writeSync(1, `${small} ${generation}\n`);

  const large = `large-${generation % 5}`;
  await store.put(crashObject(large, generation), await staged(crashBody(large, generation)));
  writeSync(1, `${large} ${generation}\n`);

  const parts = `parts-${generation % 3}`;
  const body = crashBody(parts, generation);
  const id = `UPLOAD-${generation}`;
  const object = { ...crashObject(parts, generation), type: 'Multipart' as const };
  await store.createUpload({ id, bucket: BUCKET.name, key: parts, initiatedAt: 0, sequential: false, object });
  const half = body.length >> 1;
  await store.putPart(id, { number: 1, etag: 'E', lastModified: 0 }, await staged(body.subarray(0, half)));
  await store.putPart(id, { number: 2, etag: 'E', lastModified: 0 }, await staged(body.subarray(half)));
  await store.completeUpload(id, [1, 2], object);
  writeSync(1, `${parts} ${generation}\n`);

  await store.deleteObject(BUCKET.name, `large-${(generation + 2) % 5}`);
}
