import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { blockName, namedPoint, pointName, policyName } from './stored.ts';

/** operations.md §11.5: with its policy and its public access block. */
export const deleteAccessPoint = operation({
  name: 'DeleteAccessPoint',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'accessPoint',
  action: 'oss:DeleteAccessPoint',
  access: 'manage',
  support: 'stored',
  async run(call) {
    const { name } = namedPoint(call);
    await putBucketDocument(call, pointName(name), undefined);
    await putBucketDocument(call, policyName(name), undefined);
    await putBucketDocument(call, blockName(name), undefined);
    return answer(204);
  },
});
