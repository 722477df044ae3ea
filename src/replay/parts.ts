import type { WireProfile } from '../errors/cause.ts';
import type { FaultSpec } from '../faults/index.ts';
import type { AccountSpec } from '../identity/spec.ts';
import type { Store } from '../store/store.ts';

/** What of a house says how it answers. */
export interface ReplayParts {
  readonly store: Pick<Store, 'bucket' | 'object' | 'read'>;
  readonly faults: { get(name: string): { readonly rule: FaultSpec } | undefined };
  readonly config: {
    readonly accounts: readonly AccountSpec[];
    readonly wire: WireProfile;
    readonly region: string;
    readonly strict: boolean;
    readonly baseHosts: readonly string[];
    readonly cnames: Readonly<Record<string, string>>;
  };
}

/** The one secret that everybody knows: that of the default key. */
const PUBLIC_SECRET = 'ossmock-secret';

/** What stands for a secret in a file that is handed on: the default one for itself, any other for nothing. */
export function standIn(id: string, secret: string): string {
  return secret === PUBLIC_SECRET ? secret : `secret-of-${id}`;
}

/** The accounts with stand-ins for their secrets. */
export function withoutSecrets(accounts: readonly AccountSpec[]): AccountSpec[] {
  const hidden = (keys: AccountSpec['keys']) => keys.map((key) => ({ ...key, secret: standIn(key.id, key.secret) }));
  return accounts.map((account) => ({
    ...account,
    keys: hidden(account.keys),
    ...(account.users && {
      users: account.users.map((user) => ({ ...user, ...(user.keys && { keys: hidden(user.keys) }) })),
    }),
  }));
}

/** The secret of a configured key. */
export function secretOf(accounts: readonly AccountSpec[], accessKeyId: string): string | undefined {
  for (const { keys, users = [] } of accounts) {
    const all = [...keys, ...users.flatMap((user) => user.keys ?? [])];
    const found = all.find(({ id }) => id === accessKeyId);
    if (found !== undefined) return found.secret;
  }
  return undefined;
}
