import { operation } from '../operation.ts';
import { createBucket } from './create.ts';

/** PutBucketAcl (operations.md §4.6): an alias of PutBucket, so it creates a bucket that is missing. */
export const putBucketAcl = operation({
  name: 'PutBucketAcl',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'acl',
  action: 'oss:PutBucketAcl',
  access: 'manage',
  support: 'works',
  createsBucket: true,
  run: createBucket,
});
