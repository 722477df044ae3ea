import { refuse } from '../../../errors/refuse.ts';
import { coldness, type Expiration, type Rule, type Transition, type When } from './rule.ts';

/**
 * Within a rule: colder classes come later, and expiration last; days and dates do not mix (operations.md §5.1).
 * @throws OssError `lifecycle-days-conflict`, `lifecycle-mixed-times`.
 */
export function checkOrder({ expiration, transitions, noncurrentExpiration, noncurrentTransitions }: Rule): void {
  const end = timeOf(expiration);
  checkMixed(end, transitions);
  inOrder(transitions, daysOf(end), 'Days');
  inOrder(noncurrentTransitions, noncurrentExpiration, 'NoncurrentDays');
}

/** When objects expire; undefined where only delete markers do, or nothing. */
export function timeOf(expiration: Expiration | undefined): When | undefined {
  return expiration === 'delete-markers' ? undefined : expiration;
}

/** @throws OssError `lifecycle-mixed-times` for an expiration and transitions, of one rule or of several. */
export function checkMixed(expiration: When | undefined, transitions: readonly Transition[]): void {
  const named = transitions.map(({ when, storageClass }) => ({
    name: `Transition for StorageClass ${storageClass}`,
    byDays: 'days' in when,
  }));
  if (expiration !== undefined) named.unshift({ name: 'Expiration', byDays: 'days' in expiration });
  const [first] = named;
  const other = named.find(({ byDays }) => byDays !== first?.byDays);
  if (first !== undefined && other !== undefined) {
    throw refuse('lifecycle-mixed-times', { First: first.name, Second: other.name });
  }
}

/** The first of these transitions that comes no later than a warmer one, or no earlier than the expiration. */
export function misplaced(transitions: readonly Transition[], expiration: number | undefined): number | undefined {
  const times = transitions
    .flatMap(({ when, storageClass, byAccess }) => {
      const days = daysOf(when);
      return days === undefined ? [] : [{ days, byAccess, cold: coldness(storageClass) }];
    })
    .sort((a, b) => a.cold - b.cold);
  for (const [i, { days, byAccess, cold }] of times.entries()) {
    // The time since the last access says nothing about that since the last modification.
    const warmer = times.slice(0, i).filter((one) => one.byAccess === byAccess && one.cold < cold);
    if (warmer.some((one) => one.days >= days)) return days;
    if (!byAccess && expiration !== undefined && expiration <= days) return days;
  }
  return undefined;
}

function inOrder(transitions: readonly Transition[], expiration: number | undefined, name: string): void {
  const days = misplaced(transitions, expiration);
  if (days !== undefined) {
    throw refuse('lifecycle-days-conflict', { ArgumentName: name, ArgumentValue: `${days}` });
  }
}

export function daysOf(when: When | undefined): number | undefined {
  return when !== undefined && 'days' in when ? when.days : undefined;
}
