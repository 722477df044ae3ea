import type { Operation } from '../../operation.ts';
import { cleanRestoredObject } from './cleanRestoredObject.ts';
import { restoreObject } from './restoreObject.ts';

export const restoreOperations: readonly Operation[] = [restoreObject, cleanRestoredObject];
