import { bucketCors } from '../cors-configuration.ts';
import type { Operation } from '../operation.ts';
import { bucketPublicAccessBlock } from '../public-access.ts';
import { bucketReferer } from '../referer-configuration.ts';
import { requestPayment } from '../request-payment.ts';
import { accessPointOperations } from './access-point/index.ts';
import { asyncFetchOperations } from './async-fetch/index.ts';
import { cnameOperations } from './cname/index.ts';
import { deleteBucket } from './deleteBucket.ts';
import { deleteBucketPolicy } from './deleteBucketPolicy.ts';
import { getBucketAcl } from './getBucketAcl.ts';
import { getBucketInfo } from './getBucketInfo.ts';
import { getBucketLocation } from './getBucketLocation.ts';
import { getBucketPolicy } from './getBucketPolicy.ts';
import { getBucketPolicyStatus } from './getBucketPolicyStatus.ts';
import { getBucketStat } from './getBucketStat.ts';
import { headBucket } from './headBucket.ts';
import { inventoryOperations } from './inventory/index.ts';
import { lifecycle } from './lifecycle/index.ts';
import { listObjects } from './listObjects.ts';
import { listObjectsV2 } from './listObjectsV2.ts';
import { listObjectVersions } from './listObjectVersions.ts';
import { bucketLiveOperations } from './live/index.ts';
import { loggingOperations } from './logging/index.ts';
import { metaQueryOperations } from './meta-query/index.ts';
import { objectProcessPointOperations } from './object-process-point/index.ts';
import { objectWorm } from './object-worm/configuration.ts';
import { optionBucket, optionObject } from './optionObject.ts';
import { putBucket } from './putBucket.ts';
import { putBucketAcl } from './putBucketAcl.ts';
import { putBucketPolicy } from './putBucketPolicy.ts';
import { qosOperations } from './qos/index.ts';
import { redundancyTransitionOperations } from './redundancy-transition/index.ts';
import { replicationOperations } from './replication/index.ts';
import { settingOperations } from './settings/index.ts';
import { styleOperations } from './style/index.ts';
import { versioningOperations } from './versioning/index.ts';
import { websiteOperations } from './website/index.ts';
import { wormOperations } from './worm/index.ts';

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
  putBucketPolicy,
  getBucketPolicy,
  deleteBucketPolicy,
  getBucketPolicyStatus,
  ...bucketPublicAccessBlock.operations,
  ...bucketReferer.operations,
  ...bucketCors.operations,
  ...requestPayment.operations,
  ...settingOperations,
  ...versioningOperations,
  ...lifecycle.operations,
  ...loggingOperations,
  ...inventoryOperations,
  ...wormOperations,
  ...objectWorm.operations,
  ...cnameOperations,
  ...redundancyTransitionOperations,
  ...metaQueryOperations,
  ...accessPointOperations,
  ...objectProcessPointOperations,
  ...styleOperations,
  ...qosOperations,
  ...websiteOperations,
  ...bucketLiveOperations,
  ...asyncFetchOperations,
  ...replicationOperations,
  optionObject,
  optionBucket,
];
