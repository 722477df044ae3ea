import { seededRandom } from '../../src/runtime/random.ts';
import type { BucketRecord, NewObject } from '../../src/store/store.ts';

export const BUCKET: BucketRecord = {
  name: 'crash',
  owner: '1234567890123456',
  createdAt: 0,
  region: 'cn-hangzhou',
  storageClass: 'Standard',
  redundancy: 'LRS',
  acl: 'private',
  documents: {},
};

/** The body of one generation of a key. */
export function crashBody(key: string, generation: number): Buffer {
  const length = key.startsWith('small') ? 500 + generation : 150_000 + generation * 100;
  return seededRandom(generation).bytes(length);
}

/** The generation is the ETag. */
export function crashObject(key: string, generation: number): NewObject {
  return {
    bucket: BUCKET.name,
    key,
    type: 'Normal',
    etag: String(generation),
    acl: 'default',
    storageClass: 'Standard',
    lastModified: generation,
    contentType: 'text/plain',
    headers: [],
    encryption: [],
    tagging: undefined,
    state: undefined,
  };
}
