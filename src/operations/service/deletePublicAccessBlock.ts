import { answer, operation } from '../operation.ts';
import { PUBLIC_ACCESS_BLOCK } from '../public-access.ts';

/** DeletePublicAccessBlock (operations.md §5.19): 204, also when nothing was set. */
export const deletePublicAccessBlock = operation({
  name: 'DeletePublicAccessBlock',
  method: 'DELETE',
  resource: 'service',
  subResource: 'publicAccessBlock',
  action: 'oss:DeletePublicAccessBlock',
  access: 'manage',
  support: 'works',
  async run({ store }) {
    await store.setSetting(PUBLIC_ACCESS_BLOCK, undefined);
    return answer(204);
  },
});
