import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { type Inventory, readInventory } from './configuration.ts';
import { documentName, inventoryIds, requestedId } from './stored.ts';

const MAX_BYTES = 16 * 1024;
const MAX_INVENTORIES = 1000;

/**
 * operations.md §5.11. An id is used once: an inventory is not changed but deleted and put again. Reports are made when
 * `POST /_ossmock/inventory` asks for them (report/).
 */
export const putBucketInventory = operation({
  name: 'PutBucketInventory',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'inventory',
  action: 'oss:PutBucketInventory',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const id = requestedId(call);
    const malformed = () => refuse('inventory-malformed-xml');
    const inventory = readInventory(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    if (inventory.id !== id) throw refuse('inventory-id-mismatch', argument('inventoryId', id));
    checkDestination(call, inventory);
    const ids = inventoryIds(call.bucket);
    if (ids.includes(id)) throw refuse('inventory-exists').because({ id });
    if (ids.length >= MAX_INVENTORIES) throw refuse('inventory-too-many').because({ inventories: ids.length });
    await putBucketDocument(call, documentName(id), xmlDocument(inventory.element));
    return answer(200);
  },
});

/** The destination is a bucket in the same region, owned by the account that the document names. */
function checkDestination({ store, bucket }: Call, { destination, accountId }: Inventory): void {
  const to = store.bucket(destination);
  const shown = argument('Bucket', `acs:oss:::${destination}`);
  if (to === undefined || to.region !== bucket.region) {
    throw refuse('inventory-destination-unknown', shown).because({ region: to?.region, expected: bucket.region });
  }
  if (to.owner !== bucket.owner) throw refuse('inventory-destination-foreign', shown).because({ owner: to.owner });
  if (to.owner !== accountId) {
    throw refuse('inventory-account-invalid', argument('AccountId', accountId)).because({ owner: to.owner });
  }
}
