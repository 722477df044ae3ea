import type { Operation } from '../../operation.ts';
import { getObjectLegalHold } from './getObjectLegalHold.ts';
import { getObjectRetention } from './getObjectRetention.ts';
import { putObjectLegalHold } from './putObjectLegalHold.ts';
import { putObjectRetention } from './putObjectRetention.ts';

export const retentionOperations: readonly Operation[] = [
  putObjectRetention,
  getObjectRetention,
  putObjectLegalHold,
  getObjectLegalHold,
];
