import { refuse } from '../../../errors/refuse.ts';
import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { namedTask, redundancyOf, statusOf, taskName } from './task.ts';

/** operations.md §11.7: what a finished task has done stays. */
export const deleteBucketDataRedundancyTransition = operation({
  name: 'DeleteBucketDataRedundancyTransition',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'redundancyTransition',
  action: 'oss:DeleteBucketDataRedundancyTransition',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { bucket, store, runtime } = call;
    const task = namedTask(call);
    const now = runtime.clock.now();
    if (statusOf(task, now) === 'Processing') throw refuse('redundancy-transition-conflict').because({ task: task.id });
    const redundancy = redundancyOf(bucket, now);
    if (redundancy !== bucket.redundancy) await store.updateBucket({ ...bucket, redundancy });
    await putBucketDocument(call, taskName(task.id), undefined);
    return answer(204);
  },
});
