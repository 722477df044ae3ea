import { refuse } from '../../../errors/refuse.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { malformed } from './rule.ts';
import { keepRules, replicationRules } from './rules.ts';
import { keepRuleState } from './state.ts';

const MAX_BYTES = 64 * 1024;

/** Ends copying by one rule; what is copied stays (operations.md §5.13). A POST, and so answered with 200. */
export const deleteBucketReplication = operation({
  name: 'DeleteBucketReplication',
  method: 'POST',
  resource: 'bucket',
  subResource: 'replication',
  when: 'comp=delete',
  action: 'oss:DeleteBucketReplication',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    const ids = root?.name === 'ReplicationRules' ? texts(root, 'ID') : [];
    if (ids.length === 0 || ids.includes('')) throw malformed();
    const rules = replicationRules(call.bucket);
    const unknown = ids.find((id) => !rules.some((rule) => rule.id === id));
    if (unknown !== undefined) throw refuse('no-replication-rule').because({ id: unknown });
    await keepRules(
      call,
      rules.filter(({ id }) => !ids.includes(id)),
    );
    for (const id of ids) await keepRuleState(call.store, call.bucketName, id, undefined);
    return answer(200);
  },
});
