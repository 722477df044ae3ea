import { refuse } from '../../../errors/refuse.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { malformed, readRtc } from './rule.ts';
import { keepRules, replicationRules } from './rules.ts';

const MAX_BYTES = 16 * 1024;

/** Turns replication time control of a rule on or off (operations.md §5.13). Copying here takes no time to control. */
export const putBucketRtc = operation({
  name: 'PutBucketRtc',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'rtc',
  action: 'oss:PutBucketRtc',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    const rtc = root?.name === 'ReplicationRule' ? readRtc(root) : undefined;
    const id = root && texts(root, 'ID')[0];
    if (rtc === undefined) throw malformed();
    if (!id) throw refuse('rtc-without-id');
    const rules = replicationRules(call.bucket);
    if (!rules.some((rule) => rule.id === id)) throw refuse('rtc-without-rule').because({ id });
    await keepRules(
      call,
      rules.map((rule) => (rule.id === id ? { ...rule, rtc } : rule)),
    );
    return answer(200);
  },
});
