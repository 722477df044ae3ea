import type { LogTarget } from '../../operations/bucket/logging/logging.ts';
import type { Runtime } from '../../runtime/index.ts';
import type { Store } from '../../store/store.ts';
import { beijingTime } from './line.ts';

/** Places for a name in one second, after which the numbers get longer. */
const DIGITS = 4;

/**
 * Writes lines as one object (services.md §7): `<TargetPrefix><SourceBucket>YYYY-mm-DD-HH-MM-SS-<number>`, by the clocks of
 * Beijing, the number in hexadecimal from 0000 on.
 * @returns the key; undefined when the target bucket is gone.
 */
export async function writeLogObject(
  { store, runtime }: { readonly store: Store; readonly runtime: Runtime },
  source: string,
  target: LogTarget,
  lines: readonly Buffer[],
): Promise<string | undefined> {
  const bucket = store.bucket(target.bucket);
  if (bucket === undefined) return undefined;
  const now = runtime.clock.now();
  const key = await freeKey(store, target, `${source}${beijingTime(now).join('-')}-`);
  const writer = store.stage(lines.reduce((sum, { length }) => sum + length, 0));
  try {
    for (const line of lines) await writer.write(line);
    const content = await writer.finish();
    const object = {
      bucket: bucket.name,
      key,
      type: 'Normal',
      etag: content.md5.toString('hex').toUpperCase(),
      lastModified: now,
      acl: 'default',
      storageClass: bucket.storageClass,
      contentType: 'application/octet-stream',
      headers: [],
      encryption: [],
      tagging: undefined,
      state: undefined,
    } as const;
    await store.put(object, content);
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return key;
}

async function freeKey(store: Store, { bucket, prefix }: LogTarget, name: string): Promise<string> {
  for (let number = 0; ; number++) {
    const key = `${prefix}${name}${number.toString(16).padStart(DIGITS, '0')}`;
    if ((await store.version(bucket, key)) === undefined) return key;
  }
}
