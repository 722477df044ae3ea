import { refuse } from '../../../errors/refuse.ts';
import { answer, operation } from '../../operation.ts';
import { keepWorm, namedWorm } from './policy.ts';

/** Locks a policy: from then on it can only be extended (operations.md §5.12). */
export const completeBucketWorm = operation({
  name: 'CompleteBucketWorm',
  method: 'POST',
  resource: 'bucket',
  subResource: 'wormId',
  action: 'oss:CompleteBucketWorm',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { id, state, days, createdAt } = namedWorm(call);
    if (state === 'Locked') throw refuse('worm-locked');
    await keepWorm(call, { id, state: 'Locked', days, createdAt });
    return answer(200);
  },
});
