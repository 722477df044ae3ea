import { utf8FromBytes } from '../../../wire/percent.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { fetchElement } from './configuration.ts';
import { type FetchTask, storedTask } from './task.ts';

/** operations.md §11.7. */
export const getAsyncFetchTask = operation({
  name: 'GetAsyncFetchTask',
  method: 'GET',
  resource: 'bucket',
  subResource: 'asyncFetch',
  action: 'oss:GetAsyncFetchTask',
  access: 'manage',
  support: 'works',
  run(call) {
    const sent = call.request.headers.get('x-oss-task-id') ?? '';
    const task = reached(call, storedTask(call.bucket, utf8FromBytes(sent) ?? sent));
    return xmlAnswer(
      xmlDocument([
        'AsyncFetchTaskInfo',
        [['TaskId', task.id], ['State', task.state], ['ErrorMsg', task.error], fetchElement(task.configuration)],
      ]),
    );
  },
});

/** A server that stopped took the tasks with it that were under way. */
function reached({ origins }: Call, task: FetchTask): FetchTask {
  const goesOn = task.state === 'Running' || task.state === 'Retry';
  if (!goesOn || origins.background.has(task.id)) return task;
  return { ...task, state: 'Failed', error: 'The server stopped meanwhile' };
}
