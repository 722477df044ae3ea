/** One question to the engine: may this caller do this to that? */
export interface PolicyRequest {
  /** `oss:PutObject`; upper and lower case do not matter. */
  readonly action: string;
  /**
   * `acs:oss:<region>:<owner account>:<bucket>` or `…:<bucket>/<key>`, the key as text. ListBuckets asks for
   * `acs:oss:*:<account>:*`, AssumeRole for `acs:ram:*:<account>:role/<name>`. Trust policies do not look at it.
   */
  readonly resource: string;
  /** Who asks; looked at by bucket and trust policies. */
  readonly principal: PolicyPrincipal;
  readonly context: ConditionContext;
}

/** What bucket and trust policies tell callers apart by. A `Principal` of the identity room is one. */
export type PolicyPrincipal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'root'; readonly account: string }
  | { readonly kind: 'user'; readonly account: string; readonly userId: string; readonly name: string }
  | { readonly kind: 'session'; readonly account: string; readonly role: string; readonly sessionName: string };

/**
 * The value of a condition key in this request, undefined when the request has none. Asked only for keys that a
 * statement names, in the form that `conditionKey` gives: `acs:sourceip`, `oss:existingobjecttag/Team`.
 */
export type ConditionContext = (key: string) => string | readonly string[] | undefined;

/** Names of condition keys are compared without case; what follows the slash is a tag's key and exact. */
export function conditionKey(name: string): string {
  const slash = name.indexOf('/');
  return slash === -1 ? name.toLowerCase() : name.slice(0, slash).toLowerCase() + name.slice(slash);
}

/** The context that has these values, whatever the case of their names. */
export function contextOf(values: Readonly<Record<string, string | readonly string[] | undefined>>): ConditionContext {
  const known = new Map(Object.entries(values).map(([name, value]) => [conditionKey(name), value]));
  return (key) => known.get(key);
}
