import type { CompiledPolicy } from '../policy/compile.ts';
import type { Random } from '../runtime/index.ts';
import type { AccountStatus } from './account-status.ts';
import { type AddedKey, type Changes, loadChanges, type Settings, saveChanges, without } from './changes.ts';
import type { Credential } from './credential.ts';
import { randomAlphanumeric } from './ids.ts';
import type { Principal } from './principal.ts';
import { type Identities, KEYS_OF_A_USER, readAccounts, type User, userKey, userPrincipal } from './read-accounts.ts';
import { parseRoleArn, type Role, roleKey } from './roles.ts';
import type { AccountSpec } from './spec.ts';

export interface Account {
  readonly id: string;
  /** The id when it was given no name. */
  readonly name: string;
  readonly status: AccountStatus;
}

/** A key to be made; what is not given is made up. */
export interface NewKey {
  readonly account: string;
  readonly user?: string | undefined;
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
}

const NO_POLICIES: readonly CompiledPolicy[] = [];

/** Everyone there is: the configuration, and what was changed at run time. */
export class Directory {
  private readonly configured: Identities;
  private readonly settings: Settings;
  private readonly random: Random;
  private changes: Changes;
  private credentials: ReadonlyMap<string, Credential>;

  /**
   * @param settings keep what is changed at run time.
   * @throws AccountsFault when the accounts contradict themselves.
   */
  constructor(accounts: readonly AccountSpec[], settings: Settings, random: Random) {
    this.configured = readAccounts(accounts);
    this.settings = settings;
    this.random = random;
    this.changes = loadChanges(settings);
    this.credentials = credentialsOf(this.configured, this.changes);
  }

  /** The permanent key of this id. Hot. */
  credential(accessKeyId: string): Credential | undefined {
    return this.credentials.get(accessKeyId);
  }

  /** Every permanent key, in the order configured and added. */
  credentialList(): Credential[] {
    return [...this.credentials.values()];
  }

  account(id: string): Account | undefined {
    const account = this.configured.accounts.get(id);
    return account && this.present(account);
  }

  /** Every account, in the order configured. */
  accounts(): Account[] {
    return [...this.configured.accounts.values()].map((account) => this.present(account));
  }

  users(account: string): User[] {
    return [...this.configured.users.values()].filter((user) => user.account === account);
  }

  roles(account: string): Role[] {
    return [...this.configured.roles.values()].filter((role) => role.account === account);
  }

  /** The keys of an account itself, or of one of its users. */
  keys(account: string, user?: string): Credential[] {
    return [...this.credentials.values()].filter(({ principal }) => {
      if (principal.kind === 'user') return principal.account === account && principal.name === user;
      return principal.kind === 'root' && principal.account === account && user === undefined;
    });
  }

  /** @param arn `acs:ram::<account>:role/<name>`. */
  role(arn: string): Role | undefined {
    const named = parseRoleArn(arn);
    return named && this.configured.roles.get(roleKey(named.account, named.name));
  }

  /** The role that a session came from, unless it has been deleted since. */
  roleOf({ account, role }: { readonly account: string; readonly role: string }): Role | undefined {
    return this.configured.roles.get(roleKey(account, role));
  }

  /** Identity policies; none for account and anonymous. A session policy is the principal's own. Hot. */
  policiesOf(principal: Principal): readonly CompiledPolicy[] {
    if (principal.kind === 'user') {
      return this.configured.users.get(userKey(principal.account, principal.name))?.policies ?? NO_POLICIES;
    }
    return principal.kind === 'session' ? (this.roleOf(principal)?.policies ?? NO_POLICIES) : NO_POLICIES;
  }

  /** Adds a key of an account or of a RAM user, who can have two. */
  async addKey(key: NewKey): Promise<Credential | 'no-such-account' | 'no-such-user' | 'id-taken' | 'two-keys'> {
    const { account, user } = key;
    if (!this.configured.accounts.has(account)) return 'no-such-account';
    if (user !== undefined && !this.configured.users.has(userKey(account, user))) return 'no-such-user';
    if (user !== undefined && this.keys(account, user).length >= KEYS_OF_A_USER) return 'two-keys';
    const accessKeyId = key.id ?? `LTAI${randomAlphanumeric(this.random, 20)}`;
    if (this.credentials.has(accessKeyId)) return 'id-taken';
    const accessKeySecret = key.secret ?? randomAlphanumeric(this.random, 30);
    const added: AddedKey = { accessKeyId, accessKeySecret, account, user };
    await this.change({ ...this.changes, added: [...this.changes.added, added] });
    return this.credentials.get(accessKeyId) as Credential;
  }

  /** @returns false when there is no such key. */
  async removeKey(accessKeyId: string): Promise<boolean> {
    if (!this.credentials.has(accessKeyId)) return false;
    const { added, removed, keyStatus } = this.changes;
    await this.change({
      ...this.changes,
      added: added.filter((key) => key.accessKeyId !== accessKeyId),
      removed: this.configured.credentials.has(accessKeyId) ? [...removed, accessKeyId] : removed,
      keyStatus: without(keyStatus, accessKeyId),
    });
    return true;
  }

  /** @returns false when there is no such key. */
  async setKeyStatus(accessKeyId: string, status: Credential['status']): Promise<boolean> {
    if (!this.credentials.has(accessKeyId)) return false;
    await this.change({ ...this.changes, keyStatus: { ...this.changes.keyStatus, [accessKeyId]: status } });
    return true;
  }

  /** @returns false when there is no such account. */
  async setAccountStatus(account: string, status: AccountStatus): Promise<boolean> {
    if (!this.configured.accounts.has(account)) return false;
    await this.change({ ...this.changes, accountStatus: { ...this.changes.accountStatus, [account]: status } });
    return true;
  }

  /** Takes up what the settings hold, for example nothing after the store was emptied. */
  reload(): void {
    this.changes = loadChanges(this.settings);
    this.credentials = credentialsOf(this.configured, this.changes);
  }

  private async change(changes: Changes): Promise<void> {
    this.changes = changes;
    this.credentials = credentialsOf(this.configured, changes);
    await saveChanges(this.settings, changes);
  }

  private present({ id, name = id, status = 'active' }: AccountSpec): Account {
    return { id, name, status: this.changes.accountStatus[id] ?? status };
  }
}

/** A key whose account or user is no longer configured is left out. */
function credentialsOf({ accounts, users, credentials }: Identities, changes: Changes): Map<string, Credential> {
  const all = new Map(credentials);
  for (const id of changes.removed) all.delete(id);
  for (const { accessKeyId, accessKeySecret, account, user } of changes.added) {
    const owner = user === undefined ? undefined : users.get(userKey(account, user));
    if (user === undefined ? !accounts.has(account) : owner === undefined) continue;
    const principal: Principal = owner ? userPrincipal(owner, accessKeyId) : { kind: 'root', account, accessKeyId };
    all.set(accessKeyId, { accessKeyId, accessKeySecret, status: 'active', principal });
  }
  for (const [id, status] of Object.entries(changes.keyStatus)) {
    const credential = all.get(id);
    if (credential) all.set(id, { ...credential, status });
  }
  return all;
}
