import type { CompiledPolicy, CompiledStatement } from './compile.ts';
import type { Covering } from './covering.ts';
import type { Statement } from './document.ts';
import type { PolicyRequest } from './request.ts';
import { type ResourceName, resourceName } from './resource.ts';

/** What a set of policies says about a request: a Deny beats every Allow, and silence is an implicit deny. */
export type Evaluation =
  | { readonly effect: 'allow' | 'explicit-deny'; readonly decidedBy: Decision }
  | { readonly effect: 'implicit-deny'; readonly decidedBy?: undefined };

/** The statement that decided: the first Deny that matches, else the first Allow, in the order of the policies. */
export interface Decision {
  readonly policy: string;
  /** From 0. */
  readonly index: number;
  readonly statement: Statement;
}

const IMPLICIT_DENY: Evaluation = { effect: 'implicit-deny' };
const NONE: readonly CompiledStatement[] = [];

/**
 * Hot: allocates the taken-apart resource and the answer. Why statements did not match is `explain`'s to find out.
 * @throws TypeError when the request's resource is not a resource name.
 */
export function evaluate(policies: readonly CompiledPolicy[], request: PolicyRequest): Evaluation {
  const resource = resourceName(request.resource);
  let allowedBy: CompiledStatement | undefined;
  for (const policy of policies) {
    const first = firstMatch(policy.covering(request.action), request, resource);
    if (first?.denies) return { effect: 'explicit-deny', decidedBy: first };
    allowedBy ??= first;
  }
  return allowedBy === undefined ? IMPLICIT_DENY : { effect: 'allow', decidedBy: allowedBy };
}

/** The first Deny of one policy that matches, else its first Allow. */
function firstMatch(
  { lengths, byPrefix }: Covering,
  request: PolicyRequest,
  resource: ResourceName,
): CompiledStatement | undefined {
  let first: CompiledStatement | undefined;
  for (const length of lengths) {
    if (length > resource.relative.length) break;
    for (const each of byPrefix.get(resource.relative.slice(0, length)) ?? NONE) {
      if ((first === undefined || isBefore(each, first)) && matches(each, request, resource)) first = each;
    }
  }
  return first;
}

/** Those that deny come before all that allow. */
function isBefore(a: CompiledStatement, b: CompiledStatement): boolean {
  return a.denies === b.denies ? a.index < b.index : a.denies;
}

/** Conditions come before the resource: which statements can cover that is known by its prefix already. */
function matches(statement: CompiledStatement, { principal, context }: PolicyRequest, resource: ResourceName): boolean {
  if (!statement.coversPrincipal(principal, resource.owner)) return false;
  for (const condition of statement.conditions) if (!condition.holds(context)) return false;
  return statement.coversResource(resource);
}
