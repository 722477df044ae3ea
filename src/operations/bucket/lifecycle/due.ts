import type { BucketRecord, ObjectRecord } from '../../../store/store.ts';
import { httpDate } from '../../../wire/dates.ts';
import { encodePercent } from '../../../wire/percent.ts';
import { lifecycle } from './index.ts';
import { timeOf } from './order.ts';
import type { Rule, Tag, When } from './rule.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Whether a rule is for this object. */
export function appliesTo({ prefix, tags, filter }: Rule, { key, size, tagging }: ObjectRecord): boolean {
  if (!key.startsWith(prefix)) return false;
  for (const tag of tags) if (!hasTag(tagging, tag)) return false;
  if (filter === undefined) return true;
  const { not, largerThan, smallerThan } = filter;
  if (largerThan !== undefined && size <= largerThan) return false;
  if (smallerThan !== undefined && size >= smallerThan) return false;
  return not === undefined || !key.startsWith(not.prefix) || (not.tag !== undefined && !hasTag(tagging, not.tag));
}

function hasTag(tagging: string | undefined, { key, value }: Tag): boolean {
  return tagging?.split('&').includes(`${encodePercent(key)}=${encodePercent(value)}`) ?? false;
}

/**
 * When something of this time is due, in milliseconds since the Unix epoch; undefined for what a date leaves out. Days are
 * counted from the next midnight in UTC on (docs/decisions/jobs.md).
 */
export function dueAt(when: When, time: number): number | undefined {
  if ('days' in when) return (Math.ceil(time / DAY) + when.days) * DAY;
  if ('from' in when) return when.from;
  return time < when.before ? when.before : undefined;
}

/** Whether something of this time is due now: what is older than a date is due even before that date. */
export function isDue(when: When, time: number, now: number): boolean {
  return 'before' in when ? time < when.before : (dueAt(when, time) as number) <= now;
}

/** The value of x-oss-expiration: when the current object expires first, and by which rule (operations.md §6.4). */
export function expirationOf(bucket: BucketRecord, object: ObjectRecord): string | undefined {
  let first: { readonly at: number; readonly id: string } | undefined;
  for (const rule of lifecycle.of(bucket) ?? []) {
    const when = timeOf(rule.expiration);
    if (!rule.enabled || when === undefined || !appliesTo(rule, object)) continue;
    const at = dueAt(when, object.lastModified);
    if (at !== undefined && (first === undefined || at < first.at)) first = { at, id: rule.id ?? '' };
  }
  return first && `expiry-date="${httpDate(first.at)}", rule-id="${encodePercent(first.id)}"`;
}
