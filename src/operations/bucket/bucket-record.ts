import type { BucketRecord } from '../../store/store.ts';

/** The record with one of its documents replaced, or removed when `document` is undefined. */
export function withDocument(bucket: BucketRecord, name: string, document: string | undefined): BucketRecord {
  const { [name]: _, ...others } = bucket.documents;
  return { ...bucket, documents: document === undefined ? others : { ...others, [name]: document } };
}
