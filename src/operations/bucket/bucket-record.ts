import { refuse } from '../../errors/refuse.ts';
import type { Call } from '../operation.ts';

/** Replaces one of the addressed bucket's documents, or removes it when `document` is undefined. See below. */
export function putBucketDocument(call: Call, name: string, document: string | undefined): Promise<void> {
  return putBucketDocuments(call, { [name]: document });
}

/**
 * Replaces documents of the addressed bucket, and removes those that are undefined. The record is read afresh, because
 * others may have changed it while this request's body arrived.
 * @throws OssError `no-such-bucket` when the bucket was deleted meanwhile.
 */
export async function putBucketDocuments(
  { store, bucketName }: Call,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const bucket = store.bucket(bucketName);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: bucketName });
  const documents = { ...bucket.documents };
  for (const [name, document] of Object.entries(changes)) {
    if (document === undefined) delete documents[name];
    else documents[name] = document;
  }
  await store.updateBucket({ ...bucket, documents });
}
