import { refuse } from '../../../errors/refuse.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { keepWorm, MAX_BYTES, namedWorm, readDays } from './policy.ts';

/** Makes a locked policy protect for longer (operations.md §5.12). */
export const extendBucketWorm = operation({
  name: 'ExtendBucketWorm',
  method: 'POST',
  resource: 'bucket',
  subResource: 'wormId',
  when: 'wormExtend',
  action: 'oss:ExtendBucketWorm',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('worm-malformed-xml');
    const longer = readDays(await receiveDocument(call, { limit: MAX_BYTES, malformed }), 'ExtendWormConfiguration');
    const { id, state, days, createdAt } = namedWorm(call);
    if (state !== 'Locked') throw refuse('worm-not-locked');
    if (longer < days) throw refuse('worm-shortened').because({ days, asked: longer });
    await keepWorm(call, { id, state, days: longer, createdAt });
    return answer(200);
  },
});
