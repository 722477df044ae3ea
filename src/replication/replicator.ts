import { OssError } from '../errors/oss-error.ts';
import { covers, type ReplicationRule } from '../operations/bucket/replication/rule.ts';
import { replicationRules } from '../operations/bucket/replication/rules.ts';
import { keepRuleState, type PendingChange, ruleState } from '../operations/bucket/replication/state.ts';
import type { Runtime } from '../runtime/index.ts';
import { afterTurn } from '../runtime/timers.ts';
import { BucketGone } from '../store/index.ts';
import type { BucketRecord, Store, StoreObserver } from '../store/store.ts';
import { Changes } from './changes.ts';
import { type Copying, copyMarker, copyObject, copyRemoval } from './copy.ts';

export interface ReplicatorParts {
  readonly store: Store;
  readonly clock: Runtime['clock'];
  /** Told of what could not be copied. */
  readonly notice: (text: string) => void;
}

/** Objects of before a rule that are looked at in one go. */
const PAGE = 100;

/**
 * Copies between buckets as their rules say, behind the answers (docs/decisions/replication.md). What is copied is not
 * copied on: rules that point at each other make no circle.
 */
export class Replicator implements StoreObserver {
  private readonly parts: ReplicatorParts;
  private readonly changes: Changes;
  /** Rules that have not copied yet what was there before them. */
  private catchingUp: { readonly bucket: string; readonly id: string }[] = [];
  private running: Promise<void> | undefined;
  private stopped = true;
  /** True within a call that writes into a target. */
  private copying = false;

  constructor(parts: ReplicatorParts) {
    this.parts = parts;
    this.changes = new Changes(parts.store);
    parts.store.observe(this);
  }

  /** Goes on where the store says that it was left. */
  start(): void {
    this.changes.reload();
    this.catchingUp = this.parts.store.buckets().flatMap((bucket) => this.unfinished(bucket));
    this.stopped = false;
    this.wake();
  }

  /** Stops behind the object that is being copied. What is left is in the store. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Fulfilled when nothing is left to be copied. */
  async settled(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  written(bucket: string, key: string, versionId: string): void {
    this.changed(bucket, key, 'written', versionId);
  }

  hidden(bucket: string, key: string, marker: string): void {
    this.changed(bucket, key, 'hidden', marker);
  }

  removed(bucket: string, key: string, versionId: string): void {
    this.changed(bucket, key, 'removed', versionId);
  }

  bucketUpdated(bucket: BucketRecord): void {
    // An id is a rule's own only within its bucket.
    const known = new Set(this.catchingUp.filter((one) => one.bucket === bucket.name).map(({ id }) => id));
    this.catchingUp.push(...this.unfinished(bucket).filter(({ id }) => !known.has(id)));
    this.wake();
  }

  /** Hot where nothing is replicated. */
  private changed(name: string, key: string, kind: PendingChange['kind'], versionId: string): void {
    const all = this.rulesOf(name);
    if (all.length === 0 || this.copying) return;
    // A delete marker is an addition (data replication with versioning, user guide).
    const action = kind === 'removed' ? 'DELETE' : 'PUT';
    const rules = all.filter((rule) => covers(rule, key, action));
    if (rules.length === 0) return;
    const at = this.parts.clock.now();
    const ids = rules.map(({ id }) => id);
    this.changes.add({ bucket: name, key, kind, versionId, rules: ids, at }).catch((error) => this.fail(error));
    this.wake();
  }

  /** The store keeps nothing any more: a full disk, for example. Copying goes on with the next start. */
  private fail(error: unknown): void {
    this.stopped = true;
    this.parts.notice(`replication stops: ${error}`);
  }

  private unfinished(bucket: BucketRecord): { bucket: string; id: string }[] {
    const { name } = bucket;
    return replicationRules(bucket).flatMap(({ id }) => {
      const state = ruleState(this.parts.store, name, id);
      return state === undefined || (state.done && state.status === 'doing') ? [] : { bucket: name, id };
    });
  }

  private get hasWork(): boolean {
    return !this.stopped && (this.changes.first() !== undefined || this.catchingUp.length > 0);
  }

  private wake(): void {
    if (this.running !== undefined || !this.hasWork) return;
    this.running = this.run()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.running = undefined;
        this.wake();
      });
  }

  /** Changes first, for they are what somebody waits for; a turn of the event loop for each. */
  private async run(): Promise<void> {
    do {
      await nextTurn();
      const change = this.changes.first();
      if (this.stopped) return;
      if (change !== undefined) await this.copyChange(change);
      else await this.catchUp();
    } while (this.hasWork);
  }

  private async copyChange(change: PendingChange): Promise<void> {
    for (const rule of this.rulesOf(change.bucket)) {
      if (change.rules.includes(rule.id)) await this.attempt(rule, change.key, (by) => this.copyBy(rule, change, by));
    }
    await this.changes.shift();
  }

  private async copyBy(
    rule: ReplicationRule,
    { bucket, key, kind, versionId }: PendingChange,
    by: Copying,
  ): Promise<void> {
    if (kind === 'hidden') return copyMarker(by, rule, key, versionId);
    if (kind === 'removed') return copyRemoval(by, rule, bucket, key, versionId);
    const object = await this.parts.store.version(bucket, key, versionId);
    // What was removed since is a change of its own.
    if (object !== undefined && object.type !== 'DeleteMarker') await copyObject(by, rule, object);
  }

  /** One page of what was there before a rule. */
  private async catchUp(): Promise<void> {
    const { store } = this.parts;
    const [first] = this.catchingUp;
    if (first === undefined) return;
    const { bucket, id } = first;
    const rule = this.rulesOf(bucket).find((one) => one.id === id);
    const state = ruleState(store, bucket, id);
    if (rule === undefined || state === undefined) {
      this.catchingUp.shift();
      return;
    }
    if (state.done) {
      this.catchingUp.shift();
      await keepRuleState(store, bucket, id, { ...state, status: 'doing' });
      return;
    }
    const prefix = rule.prefixes.length === 1 ? (rule.prefixes[0] as string) : '';
    const page = await store.list({ bucket, prefix, delimiter: '', after: state.after, limit: PAGE });
    for (const { key } of page.objects) {
      const object = covers(rule, key, 'PUT') ? await store.object(bucket, key) : undefined;
      if (object !== undefined) await this.attempt(rule, key, (by) => copyObject(by, rule, object));
    }
    const done = page.next === undefined;
    if (done) this.catchingUp.shift();
    const seen = state.seen + page.objects.length;
    // Unless the rule was removed meanwhile.
    if (ruleState(store, bucket, id) === undefined) return;
    await keepRuleState(store, bucket, id, { status: 'doing', seen, total: state.total, after: page.next ?? '', done });
  }

  private rulesOf(name: string): readonly ReplicationRule[] {
    const bucket = this.parts.store.bucket(name);
    return bucket === undefined ? [] : replicationRules(bucket);
  }

  /** A target that is gone or protects its object is left as it is; nothing else goes wrong without being told. */
  private async attempt(rule: ReplicationRule, key: string, copy: (by: Copying) => Promise<void>): Promise<void> {
    const { store, clock, notice } = this.parts;
    try {
      await copy({ store, now: clock.now(), quietly: (write) => this.quietly(write) });
    } catch (error) {
      if (error instanceof BucketGone || error instanceof OssError) return;
      notice(`replication rule ${rule.id}: ${key} was not copied to ${rule.bucket}: ${error}`);
    }
  }

  /** The store tells of a write within the call that makes it, so nothing else is meant by what is told meanwhile. */
  private quietly<T>(write: () => Promise<T>): Promise<T> {
    this.copying = true;
    try {
      return write();
    } finally {
      this.copying = false;
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    afterTurn(resolve);
  });
}
