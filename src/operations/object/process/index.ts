import type { Operation } from '../../operation.ts';
import { getObjectWithProcess, headObjectWithProcess } from './getObjectWithProcess.ts';
import { processObject } from './processObject.ts';

export const processOperations: readonly Operation[] = [getObjectWithProcess, headObjectWithProcess, processObject];
