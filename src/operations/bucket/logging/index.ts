import type { Operation } from '../../operation.ts';
import { userDefinedLogFields } from './log-fields.ts';
import { bucketLogging } from './logging.ts';

export const loggingOperations: readonly Operation[] = [
  ...bucketLogging.operations,
  ...userDefinedLogFields.operations,
];
