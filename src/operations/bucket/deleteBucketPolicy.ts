import { BUCKET_POLICY } from '../bucket-policy.ts';
import { answer, operation } from '../operation.ts';
import { putBucketDocument } from './bucket-record.ts';

/** DeleteBucketPolicy (operations.md §5.7): 204, also when there was none. */
export const deleteBucketPolicy = operation({
  name: 'DeleteBucketPolicy',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'policy',
  action: 'oss:DeleteBucketPolicy',
  access: 'manage',
  support: 'works',
  async run(call) {
    await putBucketDocument(call, BUCKET_POLICY, undefined);
    return answer(204);
  },
});
