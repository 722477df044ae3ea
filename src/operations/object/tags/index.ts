import type { Operation } from '../../operation.ts';
import { deleteObjectTagging } from './deleteObjectTagging.ts';
import { getObjectTagging } from './getObjectTagging.ts';
import { putObjectTagging } from './putObjectTagging.ts';

export const tagOperations: readonly Operation[] = [putObjectTagging, getObjectTagging, deleteObjectTagging];
