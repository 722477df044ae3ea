import type { Operation } from '../../operation.ts';
import { deleteStyle } from './deleteStyle.ts';
import { getStyle } from './getStyle.ts';
import { listStyle } from './listStyle.ts';
import { putStyle } from './putStyle.ts';

export const styleOperations: readonly Operation[] = [putStyle, getStyle, listStyle, deleteStyle];
