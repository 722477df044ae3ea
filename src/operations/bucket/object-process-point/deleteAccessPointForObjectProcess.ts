import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { namedPoint, pointName, policyName } from './stored.ts';

/** operations.md §11.5: with its policy. */
export const deleteAccessPointForObjectProcess = operation({
  name: 'DeleteAccessPointForObjectProcess',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'accessPointForObjectProcess',
  action: 'oss:DeleteAccessPointForObjectProcess',
  access: 'manage',
  support: 'stored',
  async run(call) {
    const { name } = namedPoint(call);
    await putBucketDocument(call, pointName(name), undefined);
    await putBucketDocument(call, policyName(name), undefined);
    return answer(204);
  },
});
