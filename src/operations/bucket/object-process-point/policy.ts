import { policyOperations } from '../access-point/policy.ts';
import { namedPoint, policyName } from './stored.ts';

export const objectProcessPolicyOperations = policyOperations({
  title: 'AccessPointPolicyForObjectProcess',
  subResource: 'accessPointPolicyForObjectProcess',
  documentOf: (call) => policyName(namedPoint(call).name),
});
