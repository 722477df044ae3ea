import { refuse } from '../../../errors/refuse.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { documentName, requestedId } from './stored.ts';

/** operations.md §5.11. */
export const getBucketInventory = operation({
  name: 'GetBucketInventory',
  method: 'GET',
  resource: 'bucket',
  subResource: 'inventory',
  when: 'inventoryId',
  action: 'oss:GetBucketInventory',
  access: 'manage',
  support: 'works',
  run(call) {
    const document = call.bucket.documents[documentName(requestedId(call))];
    if (document === undefined) throw refuse('no-inventory-configuration');
    return xmlAnswer(document);
  },
});
