import type { Operation } from '../../operation.ts';
import { closeMetaQuery } from './closeMetaQuery.ts';
import { doMetaQuery } from './doMetaQuery.ts';
import { doMetaQueryAction } from './doMetaQueryAction.ts';
import { getMetaQueryStatus } from './getMetaQueryStatus.ts';
import { openMetaQuery } from './openMetaQuery.ts';

export const metaQueryOperations: readonly Operation[] = [
  openMetaQuery,
  getMetaQueryStatus,
  doMetaQuery,
  doMetaQueryAction,
  closeMetaQuery,
];
