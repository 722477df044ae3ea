import { isPublic } from '../../policy/public.ts';
import { xmlDocument } from '../../xml/write.ts';
import { bucketPolicyOf } from '../bucket-policy.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** GetBucketPolicyStatus (operations.md §5.7; "Block public access" of the help center): no policy is not public. */
export const getBucketPolicyStatus = operation({
  name: 'GetBucketPolicyStatus',
  method: 'GET',
  resource: 'bucket',
  subResource: 'policyStatus',
  action: 'oss:GetBucketPolicyStatus',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    const policy = bucketPolicyOf(bucket);
    return xmlAnswer(xmlDocument(['PolicyStatus', [['IsPublic', policy !== undefined && isPublic(policy.document)]]]));
  },
});
