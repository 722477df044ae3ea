import type { CompiledPolicy, CompiledStatement } from './compile.ts';
import type { Statement } from './document.ts';
import type { PolicyRequest } from './request.ts';
import { resourceName } from './resource.ts';

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

/**
 * Hot: allocates the taken-apart resource and the answer. Why statements did not match is `explain`'s to find out.
 * @throws TypeError when the request's resource is not a resource name.
 */
export function evaluate(policies: readonly CompiledPolicy[], request: PolicyRequest): Evaluation {
  const { principal, context } = request;
  const resource = resourceName(request.resource);
  let allowedBy: CompiledStatement | undefined;
  for (const policy of policies) {
    for (const each of policy.covering(request.action)) {
      // Within a policy those that deny come first, so after an Allow only other policies can still deny.
      if (!each.denies && allowedBy !== undefined) break;
      if (!each.coversResource(resource) || !each.coversPrincipal(principal, resource.owner)) continue;
      if (!each.conditions.every((condition) => condition.holds(context))) continue;
      if (each.denies) return { effect: 'explicit-deny', decidedBy: each };
      allowedBy = each;
    }
  }
  return allowedBy === undefined ? IMPLICIT_DENY : { effect: 'allow', decidedBy: allowedBy };
}
