import type { PolicyKind } from '../../../src/policy/kind.ts';
import { OWNER, type Who } from '../cast.ts';

/** A few policies and what they answer to a list of questions. */
export interface Section {
  /** The rule that the rows hold to, as the manual would put it. */
  readonly rule: string;
  /** Policies by name, in the order they are asked. */
  readonly policies: Readonly<Record<string, unknown>>;
  /** `identity` unless said otherwise. */
  readonly kind?: PolicyKind;
  readonly rows: readonly Row[];
}

/**
 * Action, resource, verdict, and where they matter who asks and what the request is like.
 * A resource is `bucket`, `bucket/key` or a full name. A verdict is `allow p[0]` or `deny p[0]`, the statement of the
 * policy that decided, or `silence`.
 */
export type Row = readonly [action: string, resource: string, verdict: string, who?: Who, context?: Context];

export type Context = Readonly<Record<string, string | readonly string[]>>;

/** Elements of a policy, right or wrong. */
export type Parts = Readonly<Record<string, unknown>>;

/** A policy of these statements. */
export function policy(...statements: readonly Parts[]): Parts {
  return { Version: '1', Statement: statements };
}

export function allow(Action: unknown, Resource: unknown = '*', more: Parts = {}): Parts {
  return { Effect: 'Allow', Action, Resource, ...more };
}

export function deny(Action: unknown, Resource: unknown = '*', more: Parts = {}): Parts {
  return { Effect: 'Deny', Action, Resource, ...more };
}

/** An Allow of everything under a condition. */
export function when(Condition: unknown): Parts {
  return policy(allow('oss:*', '*', { Condition }));
}

/** The name of a resource of the owner in cn-hangzhou. */
export function named(resource: string): string {
  return resource.startsWith('acs:') ? resource : `acs:oss:cn-hangzhou:${OWNER}:${resource}`;
}
