import { refuse } from '../../../errors/refuse.ts';
import { checkMixed, daysOf, misplaced, timeOf } from './order.ts';
import type { Rule, Transition } from './rule.ts';

/**
 * Between rules that may be for the same objects (operations.md §5.1, EC pages 0014-00000079 to 85).
 * @param allowed whether the request lets rules that overlap do the same (x-oss-allow-same-action-overlap).
 * @throws OssError `lifecycle-same-…`, `lifecycle-mixed-times`, `lifecycle-order-conflict`.
 */
export function checkOverlaps(rules: readonly Rule[], allowed: boolean): void {
  const byPrefix = [...rules].sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
  // The rules whose prefixes the present one begins with: sorted, they stand directly before it.
  const around: Rule[] = [];
  for (const rule of byPrefix) {
    while (around.length > 0 && !rule.prefix.startsWith((around.at(-1) as Rule).prefix)) around.pop();
    for (const outer of around) if (mayShareObjects(outer, rule)) checkPair(outer, rule, allowed);
    around.push(rule);
  }
}

/** An object has one value for a tag: rules that ask for different ones share none. */
function mayShareObjects(a: Rule, b: Rule): boolean {
  return !a.tags.some(({ key, value }) => b.tags.some((other) => other.key === key && other.value !== value));
}

function checkPair(outer: Rule, inner: Rule, allowed: boolean): void {
  // Not even the header lets two rules abort the same uploads.
  if (outer.abort !== undefined && inner.abort !== undefined) throw sameAction('AbortMultipartUpload');
  if (!allowed) {
    checkActions(outer, inner);
    checkOrders(outer, inner);
  }
  checkMixed(timeOf(outer.expiration), inner.transitions);
  checkMixed(timeOf(inner.expiration), outer.transitions);
  checkMixed(undefined, [...outer.transitions, ...inner.transitions]);
}

/** No two of them do the same, and together they belong into one rule when they are for exactly the same objects. */
function checkActions(outer: Rule, inner: Rule): void {
  const [a, b] = [timeOf(outer.expiration), timeOf(inner.expiration)];
  if ((a !== undefined && b !== undefined) || (removesMarkers(outer) && removesMarkers(inner))) {
    throw sameAction('Expiration');
  }
  if (outer.noncurrentExpiration !== undefined && inner.noncurrentExpiration !== undefined) {
    throw sameAction('NoncurrentExpiration');
  }
  if (shareClass(outer.transitions, inner.transitions)) throw sameTransition('Transition');
  if (shareClass(outer.noncurrentTransitions, inner.noncurrentTransitions)) {
    throw sameTransition('NoncurrentTransition');
  }
  if (outer.prefix === inner.prefix && sameTags(outer, inner)) {
    throw refuse('lifecycle-same-prefix', { Prefix: outer.prefix });
  }
}

function checkOrders(outer: Rule, inner: Rule): void {
  const all = [...outer.transitions, ...inner.transitions];
  const noncurrent = [...outer.noncurrentTransitions, ...inner.noncurrentTransitions];
  const end = daysOf(timeOf(outer.expiration)) ?? daysOf(timeOf(inner.expiration));
  const conflict =
    misplaced(all, end) ?? misplaced(noncurrent, outer.noncurrentExpiration ?? inner.noncurrentExpiration);
  if (conflict !== undefined) throw refuse('lifecycle-order-conflict').because({ ...conflict });
}

function sameAction(Action: string) {
  return refuse('lifecycle-same-action-overlap', { Action });
}

function sameTransition(Action: string) {
  return refuse('lifecycle-same-transition-overlap', { Action });
}

function removesMarkers({ expiration }: Rule): boolean {
  return expiration === 'delete-markers';
}

function shareClass(a: readonly Transition[], b: readonly Transition[]): boolean {
  return a.some(({ storageClass }) => b.some((other) => other.storageClass === storageClass));
}

function sameTags(a: Rule, b: Rule): boolean {
  const has = (rule: Rule, key: string) => rule.tags.some((tag) => tag.key === key);
  return a.tags.length === b.tags.length && a.tags.every(({ key }) => has(b, key));
}
