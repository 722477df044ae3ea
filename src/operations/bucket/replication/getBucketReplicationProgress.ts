import { refuse } from '../../../errors/refuse.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { type ReplicationRule, ruleHead } from './rule.ts';
import { replicationRules } from './rules.ts';
import { headOf, pendingChange, ruleState } from './state.ts';

/** How far copying has come, by one rule or by all (operations.md §5.13). */
export const getBucketReplicationProgress = operation({
  name: 'GetBucketReplicationProgress',
  method: 'GET',
  resource: 'bucket',
  subResource: 'replicationProgress',
  action: 'oss:GetBucketReplicationProgress',
  access: 'manage',
  support: 'works',
  run(call) {
    const rules = replicationRules(call.bucket);
    if (rules.length === 0) throw refuse('no-replication-configuration');
    const asked = call.request.query.get('rule-id');
    const id = asked && utf8FromBytes(asked);
    const shown = asked ? rules.filter((rule) => rule.id === id) : rules;
    if (shown.length === 0) throw refuse('no-replication-rule').because({ asked });
    return xmlAnswer(
      xmlDocument(['ReplicationProgress', shown.map((rule): XmlElement => ['Rule', progress(call, rule)])]),
    );
  },
});

/** Progress is told of rules that are `doing` only. */
function progress({ store, bucketName, runtime }: Call, rule: ReplicationRule): (XmlElement | false)[] {
  const { status = 'doing', done = true, seen = 0, total = 0 } = ruleState(store, bucketName, rule.id) ?? {};
  // What was written before the oldest change that waits has been copied.
  const until = pendingChange(store, headOf(store))?.at ?? runtime.clock.now();
  return [
    ...ruleHead(rule, status),
    status === 'doing' && [
      'Progress',
      [rule.historical && ['HistoricalObject', done ? '1' : part(seen, total)], ['NewObject', xmlDate(until)]],
    ],
  ];
}

/** Two decimals, below 1. */
function part(seen: number, total: number): string {
  return String(Math.min(0.99, Math.floor((seen / Math.max(1, total)) * 100) / 100));
}
