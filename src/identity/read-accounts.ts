import type { CompiledPolicy } from '../policy/compile.ts';
import type { Credential } from './credential.ts';
import { userIdOf } from './ids.ts';
import { readAttachedPolicies, readNamedPolicies } from './policies.ts';
import type { Principal } from './principal.ts';
import { type Role, readRole, roleKey } from './roles.ts';
import { type AccountSpec, AccountsFault, type KeySpec, type SpecPath, type UserSpec } from './spec.ts';

export interface User {
  readonly account: string;
  readonly name: string;
  readonly id: string;
  readonly groups: readonly string[];
  /** The user's own policies, then those of its groups. */
  readonly policies: readonly CompiledPolicy[];
}

/** Everyone whom a configuration names. */
export interface Identities {
  readonly accounts: ReadonlyMap<string, AccountSpec>;
  /** By `userKey`. */
  readonly users: ReadonlyMap<string, User>;
  /** By `roleKey`. */
  readonly roles: ReadonlyMap<string, Role>;
  /** By AccessKey ID. */
  readonly credentials: ReadonlyMap<string, Credential>;
}

/** Access keys that a RAM user may have (services.md §2.3). */
export const KEYS_OF_A_USER = 2;
const NAME = /^[A-Za-z0-9._@-]{1,64}$/;

export function userKey(account: string, name: string): string {
  return `${account}/${name}`;
}

/** Puts accounts together. @throws AccountsFault at the first contradiction. */
export function readAccounts(specs: readonly AccountSpec[]): Identities {
  const accounts = new Map<string, AccountSpec>();
  const users = new Map<string, User>();
  const roles = new Map<string, Role>();
  const credentials = new Map<string, Credential>();
  for (const [index, spec] of specs.entries()) {
    const path = [index];
    const { id: account } = spec;
    if (accounts.has(account)) throw new AccountsFault([...path, 'id'], 'another account has this id');
    accounts.set(account, spec);
    addKeys(credentials, spec.keys, path, (accessKeyId) => ({ kind: 'root', account, accessKeyId }));
    const named = readNamedPolicies(spec.policies ?? {}, path);
    const groups = readGroups(spec, named, path);
    for (const [at, user] of (spec.users ?? []).entries()) {
      const place = [...path, 'users', at];
      const read = readUser(user, account, named, groups, place);
      addOnce(users, userKey(account, user.name), read, user.name, place);
      addKeys(credentials, user.keys ?? [], place, (accessKeyId) => userPrincipal(read, accessKeyId));
    }
    for (const [at, role] of (spec.roles ?? []).entries()) {
      const place = [...path, 'roles', at];
      addOnce(roles, roleKey(account, role.name), readRole(role, account, named, place), role.name, place);
    }
  }
  return { accounts, users, roles, credentials };
}

export function userPrincipal({ account, id: userId, name }: User, accessKeyId: string): Principal {
  return { kind: 'user', account, accessKeyId, userId, name };
}

function readGroups({ groups = [] }: AccountSpec, named: ReadonlyMap<string, CompiledPolicy>, path: SpecPath) {
  const read = new Map<string, readonly CompiledPolicy[]>();
  for (const [at, { name, policies = [] }] of groups.entries()) {
    const place = [...path, 'groups', at];
    addOnce(read, name, readAttachedPolicies(policies, named, place), name, place);
  }
  return read;
}

function readUser(
  { name, id, keys = [], policies = [], groups = [] }: UserSpec,
  account: string,
  named: ReadonlyMap<string, CompiledPolicy>,
  groupPolicies: ReadonlyMap<string, readonly CompiledPolicy[]>,
  path: SpecPath,
): User {
  if (keys.length > KEYS_OF_A_USER) {
    throw new AccountsFault([...path, 'keys'], `a user has ${KEYS_OF_A_USER} keys at most`);
  }
  const inherited = groups.flatMap((group, at) => {
    const found = groupPolicies.get(group);
    if (found) return found;
    throw new AccountsFault([...path, 'groups', at], `the account has no group ${group}`);
  });
  const own = readAttachedPolicies(policies, named, path);
  return { account, name, id: id ?? userIdOf(account, name), groups, policies: [...own, ...inherited] };
}

function addOnce<V>(map: Map<string, V>, key: string, value: V, name: string, path: SpecPath): void {
  if (!NAME.test(name)) {
    throw new AccountsFault([...path, 'name'], 'expected 1 to 64 letters, digits and characters of . _ @ -');
  }
  if (map.has(key)) throw new AccountsFault([...path, 'name'], `another one is named ${name}`);
  map.set(key, value);
}

function addKeys(
  credentials: Map<string, Credential>,
  keys: readonly KeySpec[],
  path: SpecPath,
  principal: (accessKeyId: string) => Principal,
): void {
  for (const [at, { id, secret, status }] of keys.entries()) {
    const place = [...path, 'keys', at, 'id'];
    if (id.startsWith('STS.')) throw new AccountsFault(place, 'STS. begins the ids of temporary keys');
    if (credentials.has(id)) throw new AccountsFault(place, `the key ${id} is given twice`);
    credentials.set(id, { accessKeyId: id, accessKeySecret: secret, status, principal: principal(id) });
  }
}
