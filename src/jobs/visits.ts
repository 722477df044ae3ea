import { appliesTo } from '../operations/bucket/lifecycle/due.ts';
import { lifecycle } from '../operations/bucket/lifecycle/index.ts';
import { accessMonitorOf } from '../operations/bucket/settings/access-monitor.ts';
import type { BucketRecord, ObjectChange, ObjectRecord, Store } from '../store/store.ts';
import { answered, type FinishedExchange } from './exchange.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Records when an object was read, in buckets that ask for it: the first time within a day only, as the service does. An
 * object that a rule moved to IA returns to Standard, where the rule says so.
 */
export async function recordVisit(store: Store, { record, bucket }: FinishedExchange): Promise<void> {
  const { operation, status, key, receivedAt } = record;
  if (operation !== 'GetObject' || key === undefined || status < 200 || status > 206) return;
  if (accessMonitorOf(bucket) !== 'Enabled') return;
  const object = await store.version(bucket.name, key, answered(record, 'x-oss-version-id'));
  if (object === undefined || object.type === 'DeleteMarker') return;
  const returns = returnsToStandard(bucket, object);
  if (!returns && receivedAt < (object.state?.accessedAt ?? 0) + DAY) return;
  const change = ({ state, storageClass }: ObjectRecord): Partial<ObjectChange> => ({
    storageClass: returns && storageClass === 'IA' ? 'Standard' : storageClass,
    state: { ...state, accessedAt: receivedAt, transitionedAt: returns ? receivedAt : state?.transitionedAt },
  });
  await store.updateObject(bucket.name, key, change, object.versionId);
}

function returnsToStandard(bucket: BucketRecord, object: ObjectRecord): boolean {
  if (object.storageClass !== 'IA' || object.state?.transitionedAt === undefined) return false;
  const rules = lifecycle.of(bucket) ?? [];
  return rules.some(
    (rule) => rule.enabled && rule.transitions.some(({ returns }) => returns) && appliesTo(rule, object),
  );
}
