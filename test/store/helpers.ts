import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import { openStore, type StoreOptions } from '../../src/store/index.ts';
import type {
  BucketRecord,
  ByteRange,
  ByteSource,
  Guard,
  NewObject,
  ObjectRecord,
  StagedContent,
  Store,
} from '../../src/store/store.ts';

export const BUCKET: BucketRecord = {
  name: 'examplebucket',
  owner: '1234567890123456',
  createdAt: 1_700_000_000_000,
  region: 'cn-hangzhou',
  storageClass: 'Standard',
  redundancy: 'LRS',
  acl: 'private',
  documents: {},
};

export async function openWithBucket(options: StoreOptions = {}): Promise<Store> {
  const store = await openStore(options);
  await store.createBucket(BUCKET);
  return store;
}

/** A directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'store-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A directory that large bodies of stores in memory go to, for the rest of the test. */
export function temporaryDirectoryOfStores(): string {
  const directory = temporaryDirectory();
  vi.stubEnv('TMPDIR', directory);
  onTestFinished(() => void vi.unstubAllEnvs());
  return directory;
}

export function blobFiles(directory: string): string[] {
  return readdirSync(join(directory, 'blobs'));
}

/** `length` bytes, the same for the same seed. */
export function bytes(length: number, seed = 1): Buffer {
  return seededRandom(seed).bytes(length);
}

export function newObject(key: string, change: Partial<NewObject> = {}): NewObject {
  return {
    bucket: BUCKET.name,
    key,
    type: 'Normal',
    etag: '5D41402ABC4B2A76B9719D911017C592',
    acl: 'default',
    storageClass: 'Standard',
    lastModified: 1_700_000_001_000,
    contentType: 'application/octet-stream',
    headers: [],
    encryption: [],
    tagging: undefined,
    state: undefined,
    ...change,
  };
}

/** A guard that lets nothing be replaced or removed. */
export const refuse: Guard = () => {
  throw new Error('guarded');
};

/** Stages bytes as they come off a socket: in chunks, of unknown length. */
export async function stage(store: Store, body: Buffer | string, chunk = 65_536): Promise<StagedContent> {
  const whole = Buffer.from(body);
  const writer = store.stage(undefined);
  for (let from = 0; from < whole.length; from += chunk) await writer.write(whole.subarray(from, from + chunk));
  return writer.finish();
}

export async function put(
  store: Store,
  key: string,
  body: Buffer | string,
  change?: Partial<NewObject>,
): Promise<ObjectRecord> {
  await store.put(newObject(key, change), await stage(store, body));
  return stored(store, key);
}

export async function append(store: Store, key: string, position: number, body: Buffer | string) {
  return store.append(newObject(key, { type: 'Appendable' }), position, await stage(store, body));
}

export async function copy(store: Store, from: string, to: string): Promise<void> {
  const source = await stored(store, from);
  await store.put(newObject(to, { type: source.type }), await store.share(source));
}

export async function initiate(store: Store, key: string, id: string): Promise<void> {
  const { acl, storageClass, contentType, headers, encryption, tagging, state } = newObject(key);
  const object = { acl, storageClass, contentType, headers, encryption, tagging, state };
  await store.createUpload({ id, bucket: BUCKET.name, key, initiatedAt: 1_700_000_000_000, sequential: false, object });
}

export async function putPart(store: Store, uploadId: string, number: number, body: Buffer | string) {
  const part = { number, etag: `ETAG-${number}`, lastModified: 1_700_000_000_000 };
  return store.putPart(uploadId, part, await stage(store, body));
}

/** @throws Error when the object is not there. */
export async function stored(store: Store, key: string): Promise<ObjectRecord> {
  const object = await store.object(BUCKET.name, key);
  if (object === undefined) throw new Error(`${key} is not stored`);
  return object;
}

export async function pumped(source: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await source.pump(async (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}

export async function read(store: Store, key: string, range?: ByteRange): Promise<Buffer> {
  return pumped(store.read(await stored(store, key), range));
}

export async function keys(store: Store): Promise<string[]> {
  const page = await store.list({ bucket: BUCKET.name, prefix: '', delimiter: '', after: '', limit: 1000 });
  return page.objects.map((object) => object.key);
}

/** One turn of the event loop, after which garbage is collected. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
