import type { CompiledPolicy, CompiledStatement } from './compile.ts';
import { sessionArn } from './principal.ts';
import { conditionKey, type PolicyPrincipal, type PolicyRequest } from './request.ts';
import { resourceName } from './resource.ts';

/** How one statement relates to a request. */
export interface Considered {
  readonly policy: string;
  /** From 0. */
  readonly statement: number;
  readonly effect: 'Allow' | 'Deny';
  /** What keeps it from applying; empty when it applies. */
  readonly differs: readonly Difference[];
}

/** One element of a statement that the request does not meet. */
export interface Difference {
  readonly element: 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Principal' | 'Condition';
  /** Conditions only. */
  readonly operator?: string;
  readonly key?: string;
  /** What the statement names. */
  readonly wanted: readonly string[];
  /** What the request has; undefined for a condition key that it lacks. */
  readonly given: string | readonly string[] | undefined;
}

/** Every statement with all that keeps it from applying. For refusals and the record; `evaluate` decides. */
export function explain(policies: readonly CompiledPolicy[], request: PolicyRequest): readonly Considered[] {
  return policies.flatMap(({ statements }) =>
    statements.map((each) => ({
      policy: each.policy,
      statement: each.index,
      effect: each.statement.Effect,
      differs: [...differences(each, request)],
    })),
  );
}

/** The Allow that misses the request by the fewest elements: what one would change to have it allowed. */
export function nearestAllow(considered: readonly Considered[]): Considered | undefined {
  const allows = considered.filter(({ effect }) => effect === 'Allow');
  return allows.reduce<Considered | undefined>(
    (best, each) => (best === undefined || each.differs.length < best.differs.length ? each : best),
    undefined,
  );
}

function* differences(each: CompiledStatement, request: PolicyRequest): Generator<Difference> {
  const { statement } = each;
  const resource = resourceName(request.resource);
  if (!each.coversPrincipal(request.principal, resource.owner)) {
    yield { element: 'Principal', wanted: principals(each), given: principalName(request.principal) };
  }
  if (!each.coversAction(request.action.toLowerCase())) {
    const element = statement.Action === undefined ? 'NotAction' : 'Action';
    yield { element, wanted: statement[element] ?? [], given: request.action };
  }
  if (!each.coversResource(resource)) {
    const element = statement.Resource === undefined ? 'NotResource' : 'Resource';
    yield { element, wanted: statement[element] ?? [], given: request.resource };
  }
  for (const { operator, key, values, holds } of each.conditions) {
    if (holds(request.context)) continue;
    yield { element: 'Condition', operator, key, wanted: values, given: request.context(conditionKey(key)) };
  }
}

function principals({ statement: { Principal } }: CompiledStatement): readonly string[] {
  return Object.values(Principal ?? []).flat();
}

function principalName(caller: PolicyPrincipal): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'root':
      return caller.account;
    case 'user':
      return caller.userId;
    case 'session':
      return sessionArn(caller);
  }
}
