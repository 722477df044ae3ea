import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { namedTask, taskElement } from './task.ts';

/** operations.md §11.7. */
export const getBucketDataRedundancyTransition = operation({
  name: 'GetBucketDataRedundancyTransition',
  method: 'GET',
  resource: 'bucket',
  subResource: 'redundancyTransition',
  when: 'x-oss-redundancy-transition-taskid',
  action: 'oss:GetBucketDataRedundancyTransition',
  access: 'manage',
  support: 'works',
  run: (call) => xmlAnswer(xmlDocument(taskElement(namedTask(call), call.runtime.clock.now()))),
});
