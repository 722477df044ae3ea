import type { Operation } from '../../operation.ts';
import { listLiveChannel } from './listLiveChannel.ts';
import { namelessOperations } from './namelessChannel.ts';

export const bucketLiveOperations: readonly Operation[] = [listLiveChannel, ...namelessOperations];
