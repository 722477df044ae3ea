import { answer, operation } from '../operation.ts';
import { PUBLIC_ACCESS_BLOCK } from '../public-access.ts';
import { putBucketDocument } from './bucket-record.ts';

/** DeleteBucketPublicAccessBlock (operations.md §5.19): 204, also when nothing was set. */
export const deleteBucketPublicAccessBlock = operation({
  name: 'DeleteBucketPublicAccessBlock',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'publicAccessBlock',
  action: 'oss:DeleteBucketPublicAccessBlock',
  access: 'manage',
  support: 'works',
  async run(call) {
    await putBucketDocument(call, PUBLIC_ACCESS_BLOCK, undefined);
    return answer(204);
  },
});
