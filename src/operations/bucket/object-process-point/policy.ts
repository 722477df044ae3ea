import { refuse } from '../../../errors/refuse.ts';
import { answer, type Operation, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { receivePolicy } from '../receive-policy.ts';
import { namedPoint, policyName } from './stored.ts';

const common = {
  resource: 'bucket',
  subResource: 'accessPointPolicyForObjectProcess',
  access: 'manage',
  support: 'stored',
} as const;

/** The policy of an object FC access point (operations.md §11.5): JSON that is read like a bucket's and kept as sent. */
export const objectProcessPolicyOperations: readonly Operation[] = [
  operation({
    ...common,
    name: 'PutAccessPointPolicyForObjectProcess',
    method: 'PUT',
    action: 'oss:PutAccessPointPolicyForObjectProcess',
    takesBody: true,
    async run(call) {
      const { name } = namedPoint(call);
      const { text } = await receivePolicy(call);
      await putBucketDocument(call, policyName(name), text);
      return answer(200);
    },
  }),
  operation({
    ...common,
    name: 'GetAccessPointPolicyForObjectProcess',
    method: 'GET',
    action: 'oss:GetAccessPointPolicyForObjectProcess',
    run(call) {
      const body = call.bucket.documents[policyName(namedPoint(call).name)];
      if (body === undefined) throw refuse('no-access-point-policy');
      return { status: 200, headers: [], contentType: 'application/json', body };
    },
  }),
  operation({
    ...common,
    name: 'DeleteAccessPointPolicyForObjectProcess',
    method: 'DELETE',
    action: 'oss:DeleteAccessPointPolicyForObjectProcess',
    async run(call) {
      await putBucketDocument(call, policyName(namedPoint(call).name), undefined);
      return answer(204);
    },
  }),
];
