import type { Store } from '../store/store.ts';
import type { AccountStatus } from './account-status.ts';

/** Where texts survive a restart; undefined as value forgets one. */
export type Settings = Pick<Store, 'setting' | 'setSetting'>;

/** A key made at run time. */
export interface AddedKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly account: string;
  /** Name of the RAM user; the account's own key without it. */
  readonly user?: string | undefined;
}

/** What was changed at run time, on top of the configuration. */
export interface Changes {
  readonly added: readonly AddedKey[];
  /** AccessKey IDs of the configuration that are gone. */
  readonly removed: readonly string[];
  /** By AccessKey ID. */
  readonly keyStatus: Readonly<Record<string, 'active' | 'disabled'>>;
  /** By account id. */
  readonly accountStatus: Readonly<Record<string, AccountStatus>>;
}

const NO_CHANGES: Changes = { added: [], removed: [], keyStatus: {}, accountStatus: {} };

const NAME = 'identities';

export function loadChanges(settings: Settings): Changes {
  const kept = settings.setting(NAME);
  return kept === undefined ? NO_CHANGES : JSON.parse(kept);
}

export async function saveChanges(settings: Settings, changes: Changes): Promise<void> {
  await settings.setSetting(NAME, JSON.stringify(changes));
}

/** `record` without one of its names. */
export function without<V>(record: Readonly<Record<string, V>>, name: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
