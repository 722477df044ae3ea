import type { BucketRecord, Store } from '../../../store/store.ts';
import { readXml } from '../../../xml/read.ts';
import { xmlDocument } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { type ReplicationRule, readRule, ruleElement } from './rule.ts';

/** Under which a bucket keeps its rules. */
export const REPLICATION = 'replication';

const NONE: readonly ReplicationRule[] = [];
const known = new WeakMap<BucketRecord, readonly ReplicationRule[]>();

/** The rules by which a bucket is copied, read once per record. Hot. */
export function replicationRules(bucket: BucketRecord): readonly ReplicationRule[] {
  const document = bucket.documents[REPLICATION];
  if (document === undefined) return NONE;
  let rules = known.get(bucket);
  if (rules === undefined) {
    rules = readXml(document)?.children.map(readRule) ?? NONE;
    known.set(bucket, rules);
  }
  return rules;
}

/** Whether a rule reads from the bucket or writes to it. */
export function isReplicated(store: Store, bucket: BucketRecord): boolean {
  if (replicationRules(bucket).length > 0) return true;
  return store.buckets().some((from) => replicationRules(from).some((rule) => rule.bucket === bucket.name));
}

/** Keeps the rules; none at all are as never set. */
export async function keepRules(call: Call, rules: readonly ReplicationRule[]): Promise<void> {
  const document = xmlDocument(['ReplicationConfiguration', rules.map((rule) => ruleElement(rule))]);
  await putBucketDocument(call, REPLICATION, rules.length === 0 ? undefined : document);
}
