import type { Operation } from '../../operation.ts';
import { createCsvMeta, createJsonMeta } from './createSelectObjectMeta.ts';
import { selectCsvObject, selectJsonObject } from './selectObject.ts';

export const selectOperations: readonly Operation[] = [
  selectCsvObject,
  selectJsonObject,
  createCsvMeta,
  createJsonMeta,
];
