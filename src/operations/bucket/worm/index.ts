import type { Operation } from '../../operation.ts';
import { abortBucketWorm } from './abortBucketWorm.ts';
import { completeBucketWorm } from './completeBucketWorm.ts';
import { extendBucketWorm } from './extendBucketWorm.ts';
import { getBucketWorm } from './getBucketWorm.ts';
import { initiateBucketWorm } from './initiateBucketWorm.ts';

export const wormOperations: readonly Operation[] = [
  initiateBucketWorm,
  completeBucketWorm,
  extendBucketWorm,
  abortBucketWorm,
  getBucketWorm,
];
