import type { Operation } from '../operation.ts';

export const serviceOperations: readonly Operation[] = [];
