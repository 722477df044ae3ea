import type { Operation } from '../../operation.ts';
import { createDirectory } from './createDirectory.ts';
import { deleteDirectory } from './deleteDirectory.ts';
import { rename } from './rename.ts';

export const directoryOperations: readonly Operation[] = [createDirectory, deleteDirectory, rename];
