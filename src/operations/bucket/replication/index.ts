import type { Operation } from '../../operation.ts';
import { deleteBucketReplication } from './deleteBucketReplication.ts';
import { getBucketReplication } from './getBucketReplication.ts';
import { getBucketReplicationLocation } from './getBucketReplicationLocation.ts';
import { getBucketReplicationProgress } from './getBucketReplicationProgress.ts';
import { putBucketReplication } from './putBucketReplication.ts';
import { putBucketRtc } from './putBucketRtc.ts';

export const replicationOperations: readonly Operation[] = [
  putBucketReplication,
  getBucketReplication,
  deleteBucketReplication,
  getBucketReplicationLocation,
  getBucketReplicationProgress,
  putBucketRtc,
];
