import { callerAccount } from '../caller.ts';
import { answer, operation } from '../operation.ts';
import { accountPublicAccessBlock } from '../public-access.ts';
import { publicAccessBlockDocument, receivePublicAccessBlock } from '../public-access-block.ts';

/** PutPublicAccessBlock (operations.md §5.19): for every bucket of the account. */
export const putPublicAccessBlock = operation({
  name: 'PutPublicAccessBlock',
  method: 'PUT',
  resource: 'service',
  subResource: 'publicAccessBlock',
  action: 'oss:PutPublicAccessBlock',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const on = await receivePublicAccessBlock(call);
    await call.store.setSetting(accountPublicAccessBlock(callerAccount(call)), publicAccessBlockDocument(on));
    return answer(200);
  },
});
