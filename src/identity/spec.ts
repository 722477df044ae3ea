import type { AccountStatus } from './account-status.ts';

/** An account and everyone in it, as a configuration gives them. */
export interface AccountSpec {
  /** Digits. */
  readonly id: string;
  readonly name?: string | undefined;
  /** Default `active`. */
  readonly status?: AccountStatus | undefined;
  /** The account's own keys. */
  readonly keys: readonly KeySpec[];
  /** Policies by name, for users, groups and roles to refer to. */
  readonly policies?: Readonly<Record<string, PolicyJson>> | undefined;
  readonly users?: readonly UserSpec[] | undefined;
  readonly groups?: readonly GroupSpec[] | undefined;
  readonly roles?: readonly RoleSpec[] | undefined;
}

export interface KeySpec {
  readonly id: string;
  readonly secret: string;
  readonly status: 'active' | 'disabled';
}

/** A policy document that has not been checked. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** The name of a policy of the account or of a system policy, or a document. */
export type PolicySpec = string | PolicyJson;

export interface UserSpec {
  readonly name: string;
  /** Digits; made from the name when absent. */
  readonly id?: string | undefined;
  /** Two at most. */
  readonly keys?: readonly KeySpec[] | undefined;
  readonly policies?: readonly PolicySpec[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

export interface GroupSpec {
  readonly name: string;
  readonly policies?: readonly PolicySpec[] | undefined;
}

export interface RoleSpec {
  readonly name: string;
  /** Digits; made from the name when absent. */
  readonly id?: string | undefined;
  /**
   * A trust policy, or who is trusted: account ids, ARNs of accounts, users and roles, services such as
   * `ecs.aliyuncs.com`. Default: the role's own account.
   */
  readonly trust?: PolicyJson | readonly string[] | undefined;
  readonly policies?: readonly PolicySpec[] | undefined;
  /** Seconds, 3600 (the default) to 43200. */
  readonly maxSessionDuration?: number | undefined;
}

/** Leads to a place in the list of accounts. */
export type SpecPath = readonly (string | number)[];

/** Accounts that contradict themselves at a place. */
export class AccountsFault extends Error {
  readonly path: SpecPath;

  constructor(path: SpecPath, message: string) {
    super(message);
    this.path = path;
  }
}
