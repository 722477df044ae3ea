import type { AccountConfig, BucketConfig } from '../../../src/index.ts';
import type { OperationName } from './asks.ts';
import type { Holder, Who } from './cast.ts';
import type { Detail, RefusalName } from './refusals.ts';

/** One state of the world and what everyone may do in it. */
export interface Section {
  /** The rule that the rows hold to, as the manual would put it. */
  readonly rule: string;
  /** RAM policies of both accounts, by name. */
  readonly policies?: Readonly<Record<string, readonly Statement[]>>;
  /** Whom they are attached to. */
  readonly holds?: Partial<Record<Holder, readonly string[]>>;
  /** The session policy of `narrowed`. */
  readonly session?: readonly Statement[];
  /** `docs` and `spare`, both private and the company's, unless said otherwise. */
  readonly buckets?: Readonly<Record<string, BucketSetup>>;
  readonly status?: { readonly company?: AccountConfig['status']; readonly elsewhere?: AccountConfig['status'] };
  /** Block Public Access for the whole of the company's account. */
  readonly accountBlocked?: true;
  readonly wire?: '2019' | '2022';
  readonly rows: readonly Row[];
}

export interface BucketSetup extends Partial<Pick<BucketConfig, 'acl' | 'owner' | 'region'>> {
  readonly policy?: readonly Statement[];
  /** Objects that are there, with their ACL. */
  readonly objects?: Readonly<Record<string, 'default' | 'private' | 'public-read' | 'public-read-write'>>;
  /** Block Public Access. */
  readonly blocked?: true;
  readonly requesterPays?: true;
}

export type Statement = Readonly<Record<string, unknown>>;

/**
 * Who, what, and how it ends. What is the operation and its resource: `GetObject docs/a.txt`, `ListObjects docs`,
 * `ListBuckets`.
 */
export type Row = readonly [who: Who, what: `${OperationName}${'' | ` ${string}`}`, outcome: Outcome, more?: More];

/**
 * Allowed, and by what: `owner`, `ram-policy <name>[<statement>]`, `bucket-policy [<statement>]`, `acl <of what> <acl>`;
 * joined with ` + ` where several rights are decided. Or the cause of the refusal.
 */
export type Outcome = Allowed | RefusalName;
type Allowed = 'owner' | `ram-policy ${string}` | `bucket-policy ${string}` | `acl ${string}` | `${string} + ${string}`;

/** What else the request has, and what else is expected of its refusal. */
export interface More {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For DeleteMultipleObjects. A version is named with `@`. */
  readonly keys?: readonly string[];
  readonly host?: string;
  /** The action that AccessDeniedDetail names, where it is not the operation's own. */
  readonly action?: string;
  /** Where it is not what the cause has in common. */
  readonly detail?: Partial<Detail>;
}

export function allow(Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement {
  return { Effect: 'Allow', Action, Resource, ...more };
}

export function deny(Action: unknown, Resource: unknown = '*', more: Statement = {}): Statement {
  return { Effect: 'Deny', Action, Resource, ...more };
}

/** `acs:oss:*:*:<place>`. */
export function at(...places: string[]): string[] {
  return places.map((place) => `acs:oss:*:*:${place}`);
}

/** A row for everyone and everything, with one outcome. */
export function each(who: readonly Who[], what: readonly Row[1][], outcome: Outcome, more?: More): Row[] {
  return who.flatMap((one) =>
    what.map((ask): Row => (more === undefined ? [one, ask, outcome] : [one, ask, outcome, more])),
  );
}
