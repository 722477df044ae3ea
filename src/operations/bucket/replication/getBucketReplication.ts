import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { ruleElement } from './rule.ts';
import { replicationRules } from './rules.ts';
import { ruleState } from './state.ts';

/** operations.md §5.13. */
export const getBucketReplication = operation({
  name: 'GetBucketReplication',
  method: 'GET',
  resource: 'bucket',
  subResource: 'replication',
  action: 'oss:GetBucketReplication',
  access: 'manage',
  support: 'works',
  run({ bucket, store }) {
    const rules = replicationRules(bucket);
    if (rules.length === 0) throw refuse('no-replication-configuration');
    const elements = rules.map((rule) => ruleElement(rule, ruleState(store, bucket.name, rule.id)?.status ?? 'doing'));
    return xmlAnswer(xmlDocument(['ReplicationConfiguration', elements]));
  },
});
