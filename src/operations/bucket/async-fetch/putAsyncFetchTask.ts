import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { receiveDocument } from '../../document.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { readFetch } from './configuration.ts';
import { carryOut } from './fetch.ts';
import { type FetchTask, keepTask } from './task.ts';

const MAX_BYTES = 64 * 1024;

/** operations.md §11.7: what is asked for is fetched behind the answer. */
export const putAsyncFetchTask = operation({
  name: 'PutAsyncFetchTask',
  method: 'POST',
  resource: 'bucket',
  subResource: 'asyncFetch',
  action: 'oss:PutAsyncFetchTask',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('setting-malformed-xml');
    const configuration = readFetch(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    const { object: key, ignoreSameKey } = configuration;
    await call.permit({ action: 'oss:PutObject', access: 'write', bucket: call.bucket, key });
    const callback = await call.callbacks.read({ header: configuration.callback });
    if (!ignoreSameKey && (await call.store.object(call.bucketName, key)) !== undefined) {
      throw refuse('async-fetch-object-exists', { Key: key });
    }
    const task: FetchTask = { id: call.runtime.ids.uuid(), state: 'Running', error: '', configuration };
    await keepTask(call, task);
    call.origins.background.start(task.id, (signal) => carryOut(call, task, callback, signal));
    return xmlAnswer(xmlDocument(['AsyncFetchTaskResult', [['TaskId', task.id]]]));
  },
});
