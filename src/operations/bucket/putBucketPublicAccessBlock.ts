import { answer, operation } from '../operation.ts';
import { PUBLIC_ACCESS_BLOCK } from '../public-access.ts';
import { publicAccessBlockDocument, receivePublicAccessBlock } from '../public-access-block.ts';
import { putBucketDocument } from './bucket-record.ts';

/** PutBucketPublicAccessBlock (operations.md §5.19). */
export const putBucketPublicAccessBlock = operation({
  name: 'PutBucketPublicAccessBlock',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'publicAccessBlock',
  action: 'oss:PutBucketPublicAccessBlock',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const on = await receivePublicAccessBlock(call);
    await putBucketDocument(call, PUBLIC_ACCESS_BLOCK, publicAccessBlockDocument(on));
    return answer(200);
  },
});
