import { operation, xmlAnswer } from '../operation.ts';
import { blocks, PUBLIC_ACCESS_BLOCK } from '../public-access.ts';
import { publicAccessBlockDocument } from '../public-access-block.ts';

/** GetPublicAccessBlock (operations.md §5.19): false when never set. */
export const getPublicAccessBlock = operation({
  name: 'GetPublicAccessBlock',
  method: 'GET',
  resource: 'service',
  subResource: 'publicAccessBlock',
  action: 'oss:GetPublicAccessBlock',
  access: 'manage',
  support: 'works',
  run({ store }) {
    return xmlAnswer(publicAccessBlockDocument(blocks(store.setting(PUBLIC_ACCESS_BLOCK))));
  },
});
