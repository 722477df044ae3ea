import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { REGIONS } from '../../service/regions.ts';
import { malformed, type ReplicationRule, readRule } from './rule.ts';
import { keepRules, replicationRules } from './rules.ts';
import { keepRuleState } from './state.ts';

const MAX_BYTES = 64 * 1024;
const MAX_RULES = 100;

/** Adds one rule (operations.md §5.13); its id is in the answer. */
export const putBucketReplication = operation({
  name: 'PutBucketReplication',
  method: 'POST',
  resource: 'bucket',
  subResource: 'replication',
  when: 'comp=add',
  action: 'oss:PutBucketReplication',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const asked = readOne(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    checkTarget(call, asked);
    const rules = replicationRules(call.bucket);
    checkAmongOthers(call, asked, rules);
    const rule = { ...asked, id: asked.id || call.runtime.ids.uuid().toLowerCase() };
    const { objects } = await call.store.bucketUsage(call.bucketName);
    const state = { status: 'starting', seen: 0, total: objects, after: '', done: !rule.historical } as const;
    await keepRuleState(call.store, call.bucketName, rule.id, state);
    await keepRules(call, [...rules, rule]);
    return answer(200, [['x-oss-replication-rule-id', rule.id]]);
  },
});

function readOne(root: XmlNode | undefined): ReplicationRule {
  if (root?.name !== 'ReplicationConfiguration') throw malformed();
  const nodes = root.children.filter(({ name }) => name === 'Rule');
  if (nodes.length > 1) throw refuse('replication-too-many-rules');
  if (nodes[0] === undefined) throw refuse('replication-without-rule');
  return readRule(nodes[0]);
}

/** The target is another bucket of the same owner, lies where the rule says, and keeps versions as the source does. */
function checkTarget(
  { store, bucket, service }: Call,
  { bucket: name, location, transferType }: ReplicationRule,
): void {
  const target = name === bucket.name ? undefined : store.bucket(name);
  const { owner } = bucket;
  if (target === undefined || target.owner !== owner) {
    throw refuse('replication-target-invalid').because({ target: name, owner: target?.owner });
  }
  const region = location.replace(/^oss-/, '');
  if (region === location || (!REGIONS.includes(region) && region !== service.region && region !== target.region)) {
    throw refuse('replication-location-invalid').because({ location });
  }
  if (region !== target.region)
    throw refuse('replication-target-elsewhere').because({ location, region: target.region });
  if (target.versioning !== bucket.versioning) {
    throw refuse('replication-versioning-differs').because({ source: bucket.versioning, target: target.versioning });
  }
  if (transferType === 'oss_acc' && region === bucket.region) {
    throw refuse('replication-transfer-type-unsupported', {
      ArgumentName: 'TransferType',
      ArgumentValue: transferType,
    }).because({ why: 'both buckets are in one region' });
  }
}

function checkAmongOthers({ store }: Call, asked: ReplicationRule, rules: readonly ReplicationRule[]): void {
  const { id, bucket } = asked;
  if (rules.some((rule) => rule.bucket === bucket)) throw refuse('replication-exists').because({ target: bucket });
  if (id !== '' && rules.some((rule) => rule.id === id)) {
    throw refuse('replication-argument-invalid', { ArgumentName: 'ID', ArgumentValue: id });
  }
  if (rules.length >= MAX_RULES) throw refuse('replication-too-many-outgoing');
  const incoming = store
    .buckets()
    .reduce((count, from) => count + replicationRules(from).filter((rule) => rule.bucket === bucket).length, 0);
  if (incoming >= MAX_RULES) throw refuse('replication-too-many-incoming');
}
