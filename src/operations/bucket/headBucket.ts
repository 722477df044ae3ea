import { answer, operation } from '../operation.ts';

/** HeadBucket (operations.md §4.7): says that the bucket exists. */
export const headBucket = operation({
  name: 'HeadBucket',
  method: 'HEAD',
  resource: 'bucket',
  action: 'oss:GetBucketInfo',
  access: 'manage',
  support: 'works',
  run: () => answer(200),
});
