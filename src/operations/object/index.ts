import type { Operation } from '../operation.ts';

export const objectOperations: readonly Operation[] = [];
