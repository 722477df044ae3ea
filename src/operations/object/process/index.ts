import type { Operation } from '../../operation.ts';
import { asyncProcessObject } from './asyncProcessObject.ts';
import { getObjectWithProcess, headObjectWithProcess } from './getObjectWithProcess.ts';
import { processObject } from './processObject.ts';

export const processOperations: readonly Operation[] = [
  getObjectWithProcess,
  headObjectWithProcess,
  processObject,
  asyncProcessObject,
];
