/** Who exists, with which keys and policies, and the temporary keys of role sessions. */
export { ACCOUNT_STATUSES, type AccountState, type AccountStatus } from './account-status.ts';
export type { Settings } from './changes.ts';
export type { Credential } from './credential.ts';
export { type Account, Directory, type NewKey } from './directory.ts';
export { sessionPolicyOf } from './policies.ts';
export { ANONYMOUS, type Anonymous, type Principal, type RamUser, type RoleSession, type Root } from './principal.ts';
export { readAccounts, type User } from './read-accounts.ts';
export { parseRoleArn, type Role } from './roles.ts';
export {
  type AccountSpec,
  AccountsFault,
  type GroupSpec,
  type KeySpec,
  type PolicyJson,
  type PolicySpec,
  type RoleSpec,
  type UserSpec,
} from './spec.ts';
export { type NewSession, type TemporaryKey, Tokens } from './tokens.ts';
