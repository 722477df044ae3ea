import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { redundancyOf, statusOf, taskName, tasksOf } from './task.ts';

/** operations.md §11.7: the only change there is leads from LRS to ZRS. */
export const createBucketDataRedundancyTransition = operation({
  name: 'CreateBucketDataRedundancyTransition',
  method: 'POST',
  resource: 'bucket',
  subResource: 'redundancyTransition',
  action: 'oss:CreateBucketDataRedundancyTransition',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { bucket, request, runtime } = call;
    const now = runtime.clock.now();
    const target = request.query.get('x-oss-target-redundancy-type');
    const redundancy = redundancyOf(bucket, now);
    if (target !== 'ZRS' || redundancy !== 'LRS') {
      throw refuse('redundancy-transition-not-supported').because({ redundancy, target });
    }
    const running = tasksOf(bucket).find((task) => statusOf(task, now) !== 'Finished');
    if (running !== undefined) throw refuse('redundancy-transition-running').because({ task: running.id });
    const id = runtime.ids.upload().toLowerCase();
    await putBucketDocument(call, taskName(id), `${now}`);
    return xmlAnswer(xmlDocument(['BucketDataRedundancyTransition', [['TaskId', id]]]));
  },
});
