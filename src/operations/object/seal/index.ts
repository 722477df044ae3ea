import type { Operation } from '../../operation.ts';
import { sealAppendObject } from './sealAppendObject.ts';

export const sealOperations: readonly Operation[] = [sealAppendObject];
