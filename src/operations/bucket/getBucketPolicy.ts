import { refuse } from '../../errors/refuse.ts';
import { BUCKET_POLICY } from '../bucket-policy.ts';
import { operation } from '../operation.ts';

/** GetBucketPolicy (operations.md §5.7): the bytes that were put. */
export const getBucketPolicy = operation({
  name: 'GetBucketPolicy',
  method: 'GET',
  resource: 'bucket',
  subResource: 'policy',
  action: 'oss:GetBucketPolicy',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    const body = bucket.documents[BUCKET_POLICY];
    if (body === undefined) throw refuse('no-bucket-policy', { BucketName: bucket.name });
    return { status: 200, headers: [], contentType: 'application/json', body };
  },
});
