import { refuse } from '../../../errors/refuse.ts';
import { answer, operation } from '../../operation.ts';
import { existingWorm, keepWorm } from './policy.ts';

/** Gives up a policy that is not locked yet (operations.md §5.12). */
export const abortBucketWorm = operation({
  name: 'AbortBucketWorm',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'worm',
  action: 'oss:AbortBucketWorm',
  access: 'manage',
  support: 'works',
  async run(call) {
    if (existingWorm(call).state === 'Locked') throw refuse('worm-locked');
    await keepWorm(call, undefined);
    return answer(204);
  },
});
