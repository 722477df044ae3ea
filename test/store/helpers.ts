import { openStore, type StoreOptions } from '../../src/store/index.ts';
import type { BucketRecord, ByteSource, NewObject, StagedContent, Store } from '../../src/store/store.ts';

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
    ...change,
  };
}

/** Stages bytes as they come off a socket: in chunks. */
export async function stage(store: Store, bytes: Buffer | string, chunk = 65_536): Promise<StagedContent> {
  const body = Buffer.from(bytes);
  const writer = store.stage(undefined);
  for (let from = 0; from < body.length; from += chunk) await writer.write(body.subarray(from, from + chunk));
  return writer.finish();
}

export async function putBytes(store: Store, key: string, bytes: Buffer | string, change?: Partial<NewObject>) {
  return store.put(newObject(key, change), await stage(store, bytes));
}

export async function collectBytes(source: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await source.pump(async (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}

export async function readBytes(store: Store, key: string): Promise<Buffer | undefined> {
  const object = await store.object(BUCKET.name, key);
  return object && collectBytes(store.read(object));
}
