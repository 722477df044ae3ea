import type { Operation } from '../../operation.ts';
import { qosInfo } from './qos-info.ts';
import {
  deleteBucketRequesterQosInfo,
  getBucketRequesterQosInfo,
  listBucketRequesterQosInfos,
  putBucketRequesterQosInfo,
} from './requester.ts';
import { storageQuota } from './storage-quota.ts';
import { userQos } from './user-qos.ts';

export const qosOperations: readonly Operation[] = [
  ...userQos.operations,
  ...storageQuota.operations,
  ...qosInfo.operations,
  putBucketRequesterQosInfo,
  getBucketRequesterQosInfo,
  deleteBucketRequesterQosInfo,
  listBucketRequesterQosInfos,
];
