import type { Operation } from '../../operation.ts';
import { createAccessPoint } from './createAccessPoint.ts';
import { deleteAccessPoint } from './deleteAccessPoint.ts';
import { getAccessPoint } from './getAccessPoint.ts';
import { listAccessPoints, listBucketAccessPoints } from './listAccessPoints.ts';
import { accessPointPolicyOperations } from './policy.ts';
import { accessPointPublicAccessBlockOperations } from './public-access-block.ts';

export const accessPointOperations: readonly Operation[] = [
  createAccessPoint,
  getAccessPoint,
  listAccessPoints,
  listBucketAccessPoints,
  deleteAccessPoint,
  ...accessPointPolicyOperations,
  ...accessPointPublicAccessBlockOperations,
];
