import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { taskElement, tasksOf } from './task.ts';

/** operations.md §11.7: all tasks of the bucket, without pages. */
export const listBucketDataRedundancyTransition = operation({
  name: 'ListBucketDataRedundancyTransition',
  method: 'GET',
  resource: 'bucket',
  subResource: 'redundancyTransition',
  action: 'oss:ListBucketDataRedundancyTransition',
  access: 'manage',
  support: 'works',
  run({ bucket, runtime }) {
    const now = runtime.clock.now();
    const tasks = tasksOf(bucket).map((task) => taskElement(task, now));
    return xmlAnswer(xmlDocument(['ListBucketDataRedundancyTransition', tasks]));
  },
});
