import { refuse } from '../../../errors/refuse.ts';
import { coldness, type Expiration, type Rule, type Transition, type When } from './rule.ts';

/**
 * Within a rule: colder classes come later, and expiration last; days and dates do not mix (operations.md §5.1).
 * @throws OssError `lifecycle-days-conflict`, `lifecycle-mixed-times`.
 */
export function checkOrder({ expiration, transitions, noncurrentExpiration, noncurrentTransitions }: Rule): void {
  const end = timeOf(expiration);
  checkMixed(end, transitions);
  const conflict =
    misplaced(transitions, daysOf(end)) ?? misplaced(noncurrentTransitions, noncurrentExpiration, 'Noncurrent');
  if (conflict !== undefined) throw refuse('lifecycle-days-conflict', conflict);
}

/** When objects expire; undefined where only delete markers do, or nothing. */
export function timeOf(expiration: Expiration | undefined): When | undefined {
  return expiration === 'delete-markers' ? undefined : expiration;
}

export function daysOf(when: When | undefined): number | undefined {
  return when !== undefined && 'days' in when ? when.days : undefined;
}

/** @throws OssError `lifecycle-mixed-times` for an expiration and transitions, of one rule or of several. */
export function checkMixed(expiration: When | undefined, transitions: readonly Transition[]): void {
  if (transitions.length === 0) return;
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

/** Two actions that come in the wrong order, as the service names them. */
interface Misplaced {
  readonly Later: string;
  readonly Earlier: string;
}

/**
 * Looks for a transition that comes no later than a warmer one, or no earlier than the expiration. What is counted from the
 * last access cannot be compared with the rest.
 * @param expiration days.
 */
export function misplaced(
  transitions: readonly Transition[],
  expiration: number | undefined,
  of = '',
): Misplaced | undefined {
  if (transitions.length === 0) return undefined;
  const times = transitions
    .flatMap(({ when, storageClass, byAccess }) => {
      const days = daysOf(when);
      if (days === undefined) return [];
      const name = `${of}Transition action for StorageClass ${storageClass}`;
      return [{ days, byAccess, cold: coldness(storageClass), name }];
    })
    .sort((a, b) => a.cold - b.cold);
  for (const [i, later] of times.entries()) {
    const warmer = times
      .slice(0, i)
      .find(({ cold, byAccess, days }) => cold < later.cold && byAccess === later.byAccess && days >= later.days);
    if (warmer !== undefined) return { Later: later.name, Earlier: warmer.name };
    if (expiration !== undefined && !later.byAccess && expiration <= later.days) {
      return { Later: `${of}Expiration action`, Earlier: later.name };
    }
  }
  return undefined;
}
