import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { documentName, requestedId } from './stored.ts';

/** operations.md §5.11: 204, also when there is no such inventory. */
export const deleteBucketInventory = operation({
  name: 'DeleteBucketInventory',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'inventory',
  action: 'oss:DeleteBucketInventory',
  access: 'manage',
  support: 'works',
  async run(call) {
    await putBucketDocument(call, documentName(requestedId(call)), undefined);
    return answer(204);
  },
});
