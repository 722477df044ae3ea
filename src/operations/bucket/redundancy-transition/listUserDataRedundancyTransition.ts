import { xmlDocument } from '../../../xml/write.ts';
import { callerAccount } from '../../caller.ts';
import { maxKeys } from '../../list-arguments.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { taskElement, tasksOf } from './task.ts';

/** operations.md §11.7: tasks of all buckets of the account, by bucket; the token is the last task told. */
export const listUserDataRedundancyTransition = operation({
  name: 'ListUserDataRedundancyTransition',
  method: 'GET',
  resource: 'service',
  subResource: 'redundancyTransition',
  action: 'oss:ListUserDataRedundancyTransition',
  access: 'manage',
  support: 'works',
  run(call) {
    const limit = maxKeys(call, 'max-keys-out-of-range-buckets');
    const account = callerAccount(call);
    const now = call.runtime.clock.now();
    const all = call.store
      .buckets()
      .filter(({ owner }) => owner === account)
      .flatMap(tasksOf);
    const token = call.request.query.get('continuation-token') ?? '';
    const left = token === '' ? all : all.slice(all.findIndex(({ id }) => id === token) + 1);
    const page = left.slice(0, limit);
    const last = left.length > limit ? page.at(-1) : undefined;
    return xmlAnswer(
      xmlDocument([
        'ListBucketDataRedundancyTransition',
        [
          ['IsTruncated', last !== undefined],
          last && ['NextContinuationToken', last.id],
          ...page.map((task) => taskElement(task, now)),
        ],
      ]),
    );
  },
});
