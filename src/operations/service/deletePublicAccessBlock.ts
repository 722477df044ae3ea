import { callerAccount } from '../caller.ts';
import { answer, operation } from '../operation.ts';
import { accountPublicAccessBlock } from '../public-access.ts';

/** DeletePublicAccessBlock (operations.md §5.19): 204, also when nothing was set. */
export const deletePublicAccessBlock = operation({
  name: 'DeletePublicAccessBlock',
  method: 'DELETE',
  resource: 'service',
  subResource: 'publicAccessBlock',
  action: 'oss:DeletePublicAccessBlock',
  access: 'manage',
  support: 'works',
  async run(call) {
    await call.store.setSetting(accountPublicAccessBlock(callerAccount(call)), undefined);
    return answer(204);
  },
});
