import type { Operation } from '../../operation.ts';
import { createBucketDataRedundancyTransition } from './createBucketDataRedundancyTransition.ts';
import { deleteBucketDataRedundancyTransition } from './deleteBucketDataRedundancyTransition.ts';
import { getBucketDataRedundancyTransition } from './getBucketDataRedundancyTransition.ts';
import { listBucketDataRedundancyTransition } from './listBucketDataRedundancyTransition.ts';
import { listUserDataRedundancyTransition } from './listUserDataRedundancyTransition.ts';

export const redundancyTransitionOperations: readonly Operation[] = [
  createBucketDataRedundancyTransition,
  getBucketDataRedundancyTransition,
  listBucketDataRedundancyTransition,
  deleteBucketDataRedundancyTransition,
  listUserDataRedundancyTransition,
];
