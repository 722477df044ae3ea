import type { Operation } from '../../operation.ts';
import { getBucketVersioning } from './getBucketVersioning.ts';
import { putBucketVersioning } from './putBucketVersioning.ts';

export const versioningOperations: readonly Operation[] = [putBucketVersioning, getBucketVersioning];
