import { operation } from '../operation.ts';
import { createBucket } from './create.ts';

/** PutBucket (operations.md §4.1). */
export const putBucket = operation({
  name: 'PutBucket',
  method: 'PUT',
  resource: 'bucket',
  action: 'oss:PutBucket',
  access: 'manage',
  support: 'works',
  createsBucket: true,
  run: createBucket,
});
