import type { Operation } from '../operation.ts';

export const bucketOperations: readonly Operation[] = [];
