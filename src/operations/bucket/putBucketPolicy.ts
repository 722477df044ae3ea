import { refuse } from '../../errors/refuse.ts';
import { isPublic } from '../../policy/public.ts';
import { BUCKET_POLICY } from '../bucket-policy.ts';
import { answer, operation } from '../operation.ts';
import { publicAccessBlocked } from '../public-access.ts';
import { putBucketDocument } from './bucket-record.ts';
import { receivePolicy } from './receive-policy.ts';

/** PutBucketPolicy (operations.md §5.7): the text is kept as sent. */
export const putBucketPolicy = operation({
  name: 'PutBucketPolicy',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'policy',
  action: 'oss:PutBucketPolicy',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const { text, document } = await receivePolicy(call);
    if (isPublic(document) && publicAccessBlocked(call.store, call.bucket)) {
      throw refuse('public-bucket-policy-blocked');
    }
    await putBucketDocument(call, BUCKET_POLICY, text);
    return answer(200);
  },
});
