import { callerAccount } from '../caller.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { accountPublicAccessBlock, blocks } from '../public-access.ts';
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
  run(call) {
    return xmlAnswer(
      publicAccessBlockDocument(blocks(call.store.setting(accountPublicAccessBlock(callerAccount(call))))),
    );
  },
});
