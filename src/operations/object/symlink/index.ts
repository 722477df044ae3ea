import type { Operation } from '../../operation.ts';
import { getSymlink } from './getSymlink.ts';
import { putSymlink } from './putSymlink.ts';

export const symlinkOperations: readonly Operation[] = [putSymlink, getSymlink];
