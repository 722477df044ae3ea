import type { Operation } from '../../operation.ts';
import { getResourcePoolInfo } from './getResourcePoolInfo.ts';
import { listResourcePoolBuckets } from './listResourcePoolBuckets.ts';
import { listResourcePools } from './listResourcePools.ts';
import { resourcePoolRequesterQosOperations } from './requester-qos.ts';

export const resourcePoolOperations: readonly Operation[] = [
  listResourcePools,
  getResourcePoolInfo,
  listResourcePoolBuckets,
  ...resourcePoolRequesterQosOperations,
];
