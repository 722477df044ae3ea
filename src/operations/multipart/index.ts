import type { Operation } from '../operation.ts';

export const multipartOperations: readonly Operation[] = [];
