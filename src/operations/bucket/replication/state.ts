import type { Store } from '../../../store/store.ts';

/**
 * What replication keeps in the store's settings: how far each rule has come, and the changes that are still to be copied,
 * numbered without gaps from the head on.
 */

/** How far a rule has come with what was there before it. */
export interface RuleState {
  /** `starting` until its copying begins. */
  readonly status: 'starting' | 'doing';
  /** Objects looked at, of about so many. */
  readonly seen: number;
  readonly total: number;
  /** The last key looked at. */
  readonly after: string;
  readonly done: boolean;
}

/** A change of an object that is still to be copied. */
export interface PendingChange {
  readonly bucket: string;
  readonly key: string;
  /** What was done to the version: written or changed, put on top as a delete marker, removed for good. */
  readonly kind: 'written' | 'hidden' | 'removed';
  /** `null` without versioning. */
  readonly versionId: string;
  /** Ids of the rules that copy it. */
  readonly rules: readonly string[];
  /** Milliseconds. */
  readonly at: number;
}

type Settings = Pick<Store, 'setting' | 'setSetting'>;

export const HEAD = 'replication/head';

export function changeName(number: number): string {
  return `replication/change/${number}`;
}

function ruleName(bucket: string, id: string): string {
  return `replication/rule/${bucket}/${id}`;
}

export function ruleState(store: Settings, bucket: string, id: string): RuleState | undefined {
  const text = store.setting(ruleName(bucket, id));
  return text === undefined ? undefined : (JSON.parse(text) as RuleState);
}

export function keepRuleState(
  store: Settings,
  bucket: string,
  id: string,
  state: RuleState | undefined,
): Promise<void> {
  return store.setSetting(ruleName(bucket, id), state && JSON.stringify(state));
}

/** The number of the first change that is not copied yet, if there is one. */
export function headOf(store: Settings): number {
  return Number(store.setting(HEAD) ?? 0);
}

export function pendingChange(store: Settings, number: number): PendingChange | undefined {
  const text = store.setting(changeName(number));
  return text === undefined ? undefined : (JSON.parse(text) as PendingChange);
}
