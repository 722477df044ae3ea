import type { Operation } from '../../operation.ts';
import { deleteBucketInventory } from './deleteBucketInventory.ts';
import { getBucketInventory } from './getBucketInventory.ts';
import { listBucketInventory } from './listBucketInventory.ts';
import { putBucketInventory } from './putBucketInventory.ts';

export const inventoryOperations: readonly Operation[] = [
  putBucketInventory,
  getBucketInventory,
  listBucketInventory,
  deleteBucketInventory,
];
