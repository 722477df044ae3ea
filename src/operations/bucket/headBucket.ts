import { answer, operation } from '../operation.ts';

/**
 * HeadBucket (operations.md §4.7): says that the bucket exists, and where: the Java SDK reads the header as
 * BucketMetadata.getBucketRegion().
 */
export const headBucket = operation({
  name: 'HeadBucket',
  method: 'HEAD',
  resource: 'bucket',
  action: 'oss:GetBucketInfo',
  access: 'manage',
  support: 'works',
  run: ({ bucket }) => answer(200, [['x-oss-bucket-region', `oss-${bucket.region}`]]),
});
