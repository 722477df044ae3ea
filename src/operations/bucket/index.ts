import type { Operation } from '../operation.ts';
import { deleteBucket } from './deleteBucket.ts';
import { deleteBucketPublicAccessBlock } from './deleteBucketPublicAccessBlock.ts';
import { getBucketAcl } from './getBucketAcl.ts';
import { getBucketInfo } from './getBucketInfo.ts';
import { getBucketLocation } from './getBucketLocation.ts';
import { getBucketPublicAccessBlock } from './getBucketPublicAccessBlock.ts';
import { getBucketStat } from './getBucketStat.ts';
import { headBucket } from './headBucket.ts';
import { listObjects } from './listObjects.ts';
import { listObjectsV2 } from './listObjectsV2.ts';
import { listObjectVersions } from './listObjectVersions.ts';
import { optionBucket, optionObject } from './optionObject.ts';
import { putBucket } from './putBucket.ts';
import { putBucketAcl } from './putBucketAcl.ts';
import { putBucketPublicAccessBlock } from './putBucketPublicAccessBlock.ts';

export const bucketOperations: readonly Operation[] = [
  putBucket,
  deleteBucket,
  headBucket,
  getBucketInfo,
  getBucketLocation,
  getBucketStat,
  putBucketAcl,
  getBucketAcl,
  listObjects,
  listObjectsV2,
  listObjectVersions,
  putBucketPublicAccessBlock,
  getBucketPublicAccessBlock,
  deleteBucketPublicAccessBlock,
  optionObject,
  optionBucket,
];
