import type { Operation } from '../../operation.ts';
import { getAsyncFetchTask } from './getAsyncFetchTask.ts';
import { putAsyncFetchTask } from './putAsyncFetchTask.ts';

export const asyncFetchOperations: readonly Operation[] = [putAsyncFetchTask, getAsyncFetchTask];
