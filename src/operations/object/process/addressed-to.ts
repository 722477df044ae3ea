import type { BucketRecord } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';

/** The same call, about another object than the one in its URL. What rights that takes is for the caller to ask. */
export function addressedTo(call: Call, bucket: BucketRecord, key: string): Call {
  return Object.create(call, {
    bucketName: { value: bucket.name },
    key: { value: key },
    bucket: { value: bucket },
    existingBucket: { value: bucket },
  });
}
