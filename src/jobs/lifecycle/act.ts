import { appliesTo, isDue } from '../../operations/bucket/lifecycle/due.ts';
import { timeOf } from '../../operations/bucket/lifecycle/order.ts';
import { coldness, type Rule, type Transition } from '../../operations/bucket/lifecycle/rule.ts';
import { accessMonitorOf } from '../../operations/bucket/settings/access-monitor.ts';
import { immutable } from '../../operations/immutable.ts';
import type { BucketRecord, Guard, ObjectRecord } from '../../store/store.ts';
import { CHANGED, type LifecycleReport, unlessChanged, type World } from './world.ts';

/** Below it objects are small to AllowSmallFile. */
const SMALL = 64 * 1024;

/** Carries out the rules of one bucket on what is listed there. */
export class Actor {
  private readonly world: World;
  private readonly bucket: BucketRecord;
  private readonly now: number;
  private readonly report: LifecycleReport;

  /** @param now in milliseconds: one run judges everything by one instant. */
  constructor(world: World, bucket: BucketRecord, now: number, report: LifecycleReport) {
    this.world = world;
    this.bucket = bucket;
    this.now = now;
    this.report = report;
  }

  /** What happens to the current object of a key. */
  async current(object: ObjectRecord, rules: readonly Rule[]): Promise<void> {
    const matching = rules.filter((rule) => appliesTo(rule, object));
    const expired = matching.some(({ expiration }) => {
      const when = timeOf(expiration);
      return when !== undefined && isDue(when, object.lastModified, this.now);
    });
    if (expired) return this.expire(object);
    const transition = this.coldest(object, matching, (rule) => rule.transitions, object.lastModified);
    if (transition !== undefined) await this.transition(object, transition);
  }

  /** @param since when it ceased to be the current one, in milliseconds. */
  async noncurrent(object: ObjectRecord, since: number, rules: readonly Rule[]): Promise<void> {
    const matching = rules.filter((rule) => appliesTo(rule, object));
    if (matching.some((rule) => this.noncurrentExpired(rule, since))) return this.removeVersion(object);
    const transition = this.coldest(object, matching, (rule) => rule.noncurrentTransitions, since);
    if (transition !== undefined) await this.transition(object, transition);
  }

  /**
   * A delete marker has neither size nor tags: only rules that ask for none are for it.
   * @param since as for `noncurrent`; undefined for a marker that hides its object now.
   * @param alone whether the key has no version beside it.
   */
  async marker(key: string, versionId: string, since: number | undefined, alone: boolean, rules: readonly Rule[]) {
    const matching = rules.filter(({ prefix, tags, filter }) => {
      if (!key.startsWith(prefix) || tags.length > 0) return false;
      if (filter?.largerThan !== undefined || filter?.smallerThan !== undefined) return false;
      return filter?.not === undefined || !key.startsWith(filter.not.prefix);
    });
    const { name } = this.bucket;
    if (since !== undefined) {
      if (!matching.some((rule) => this.noncurrentExpired(rule, since))) return;
      await this.world.store.deleteObject(name, key, versionId);
      this.report.versionsRemoved++;
    } else if (alone && matching.some(({ expiration }) => expiration === 'delete-markers')) {
      await this.world.store.deleteObject(name, key, versionId);
      this.report.markersRemoved++;
    }
  }

  private noncurrentExpired({ noncurrentExpiration: days }: Rule, since: number): boolean {
    return days !== undefined && isDue({ days }, since, this.now);
  }

  private async expire(listed: ObjectRecord): Promise<void> {
    const { store } = this.world;
    const current = await store.object(listed.bucket, listed.key);
    if (current === undefined || !same(current, listed)) return;
    const done = await unlessChanged(() => store.deleteObject(listed.bucket, listed.key, undefined, this.keep(listed)));
    if (done) this.report.expired++;
  }

  private async removeVersion(listed: ObjectRecord): Promise<void> {
    const { bucket, key, versionId } = listed;
    const { store } = this.world;
    const done = await unlessChanged(() => store.deleteObject(bucket, key, versionId, this.keep(listed)));
    if (done) this.report.versionsRemoved++;
  }

  /** Stops the removal of what is protected, or of what came in the place of the object listed. */
  private keep(listed: ObjectRecord): Guard {
    return (existing) => {
      if (existing.versionId === listed.versionId && !same(existing, listed)) throw CHANGED;
      if (immutable(existing, this.bucket, this.now) !== undefined) throw CHANGED;
    };
  }

  private async transition(listed: ObjectRecord, { storageClass }: Transition): Promise<void> {
    const { bucket, key, versionId } = listed;
    const { store } = this.world;
    const change = (existing: ObjectRecord) => {
      if (!same(existing, listed)) throw CHANGED;
      return { storageClass, state: { ...existing.state, restore: undefined, transitionedAt: this.now } };
    };
    if (await unlessChanged(() => store.updateObject(bucket, key, change, versionId))) this.report.transitioned++;
  }

  /**
   * The transition that is due and goes furthest; undefined where the object is that cold already, or a symlink.
   * @param time from which days are counted that are not counted from the last access.
   */
  private coldest(
    object: ObjectRecord,
    rules: readonly Rule[],
    of: (rule: Rule) => readonly Transition[],
    time: number,
  ): Transition | undefined {
    if (object.type === 'Symlink') return undefined;
    // What can still grow is not made colder than Archive.
    const growing = object.type === 'Appendable' && object.state?.sealedAt === undefined;
    let coldest: Transition | undefined;
    for (const rule of rules) {
      for (const one of of(rule)) {
        if (coldness(one.storageClass) <= coldness(coldest?.storageClass ?? object.storageClass)) continue;
        if (growing && coldness(one.storageClass) > coldness('Archive')) continue;
        if (one.smallFiles === false && object.size < SMALL) continue;
        if (one.byAccess && accessMonitorOf(this.bucket) !== 'Enabled') continue;
        const from = one.byAccess ? lastAccess(object, rule) : time;
        if (isDue(one.when, from, this.now)) coldest = one;
      }
    }
    return coldest;
  }
}

/** What was not read since access is recorded counts as read then, or when it was made. */
function lastAccess({ state, lastModified }: ObjectRecord, { atimeBase = 0 }: Rule): number {
  return Math.max(state?.accessedAt ?? 0, atimeBase * 1000, lastModified);
}

function same(a: ObjectRecord, b: ObjectRecord): boolean {
  return a.versionId === b.versionId && a.etag === b.etag && a.lastModified === b.lastModified && a.size === b.size;
}
