import { operation, xmlAnswer } from '../operation.ts';
import { blocks, PUBLIC_ACCESS_BLOCK } from '../public-access.ts';
import { publicAccessBlockDocument } from '../public-access-block.ts';

/** GetBucketPublicAccessBlock (operations.md §5.19): the bucket's own setting, false when never set. */
export const getBucketPublicAccessBlock = operation({
  name: 'GetBucketPublicAccessBlock',
  method: 'GET',
  resource: 'bucket',
  subResource: 'publicAccessBlock',
  action: 'oss:GetBucketPublicAccessBlock',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    return xmlAnswer(publicAccessBlockDocument(blocks(bucket.documents[PUBLIC_ACCESS_BLOCK])));
  },
});
