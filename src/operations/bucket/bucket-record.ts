import { refuse } from '../../errors/refuse.ts';
import type { Call } from '../operation.ts';

/**
 * Replaces one of the addressed bucket's documents, or removes it when `document` is undefined. The record is read
 * afresh, because others may have changed it while this request's body arrived.
 * @throws OssError `no-such-bucket` when the bucket was deleted meanwhile.
 */
export async function putBucketDocument(
  { store, bucketName }: Call,
  name: string,
  document: string | undefined,
): Promise<void> {
  const bucket = store.bucket(bucketName);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: bucketName });
  const { [name]: _, ...others } = bucket.documents;
  const documents = document === undefined ? others : { ...others, [name]: document };
  await store.updateBucket({ ...bucket, documents });
}
