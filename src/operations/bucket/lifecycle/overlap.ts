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
  if (!allowed) {
    const action = sameAction(outer, inner);
    if (action !== undefined) throw refuse('lifecycle-same-action-overlap', { Action: action });
    const transition = sameTransition(outer, inner);
    if (transition !== undefined) throw refuse('lifecycle-same-transition-overlap', { Action: transition });
    if (outer.prefix === inner.prefix && sameTags(outer, inner)) {
      throw refuse('lifecycle-same-prefix', { Prefix: outer.prefix });
    }
  }
  for (const [a, b] of [
    [outer, inner],
    [inner, outer],
  ] as const) {
    const end = timeOf(a.expiration);
    checkMixed(end, b.transitions);
    if (misplaced(b.transitions, daysOf(end)) !== undefined) throw conflict(outer, inner);
    if (misplaced(b.noncurrentTransitions, a.noncurrentExpiration) !== undefined) throw conflict(outer, inner);
  }
  const all = [...outer.transitions, ...inner.transitions];
  checkMixed(undefined, all);
  if (misplaced(all, undefined) !== undefined) throw conflict(outer, inner);
  const noncurrent = [...outer.noncurrentTransitions, ...inner.noncurrentTransitions];
  if (misplaced(noncurrent, undefined) !== undefined) throw conflict(outer, inner);
}

function conflict(outer: Rule, inner: Rule) {
  return refuse('lifecycle-order-conflict').because({ rules: [outer.id, inner.id] });
}

function sameAction(a: Rule, b: Rule): string | undefined {
  if (timeOf(a.expiration) !== undefined && timeOf(b.expiration) !== undefined) return 'Expiration';
  if (a.expiration === 'delete-markers' && b.expiration === 'delete-markers') return 'Expiration';
  if (a.abort !== undefined && b.abort !== undefined) return 'AbortMultipartUpload';
  if (a.noncurrentExpiration !== undefined && b.noncurrentExpiration !== undefined) return 'NoncurrentExpiration';
  return undefined;
}

function sameTransition(a: Rule, b: Rule): string | undefined {
  if (shareClass(a.transitions, b.transitions)) return 'Transition';
  return shareClass(a.noncurrentTransitions, b.noncurrentTransitions) ? 'NoncurrentTransition' : undefined;
}

function shareClass(a: readonly Transition[], b: readonly Transition[]): boolean {
  return a.some(({ storageClass }) => b.some((other) => other.storageClass === storageClass));
}

function sameTags(a: Rule, b: Rule): boolean {
  const has = (rule: Rule, key: string) => rule.tags.some((tag) => tag.key === key);
  return a.tags.length === b.tags.length && a.tags.every(({ key }) => has(b, key));
}
