import { refuse } from '../../../errors/refuse.ts';
import type { ObjectRecord, Restore } from '../../../store/store.ts';
import { httpDate } from '../../../wire/dates.ts';
import type { RestoreTimes } from '../../operation.ts';

/** Of lower to higher priority. */
export const TIERS = ['Bulk', 'Standard', 'Expedited'] as const;
export type Tier = (typeof TIERS)[number];

export const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** What the service says about archived objects of a class (operations.md §9, services.md §9). */
interface Archived {
  /** How long a restored copy can be kept in all. */
  readonly maxDays: number;
  /** Whether a request may name its priority. */
  readonly tiers: boolean;
  /** The longest time that the service gives for each priority, in milliseconds. */
  readonly times: Readonly<Record<Tier, number>>;
}

const CLASSES: Readonly<Record<string, Archived>> = {
  Archive: { maxDays: 7, tiers: false, times: { Expedited: MINUTE, Standard: MINUTE, Bulk: MINUTE } },
  ColdArchive: { maxDays: 365, tiers: true, times: { Expedited: HOUR, Standard: 5 * HOUR, Bulk: 12 * HOUR } },
  DeepColdArchive: { maxDays: 365, tiers: true, times: { Expedited: 12 * HOUR, Standard: 48 * HOUR, Bulk: 48 * HOUR } },
};

/** The rules of a storage class; undefined for those that are read as they are. */
export function archivedClass(storageClass: string): Archived | undefined {
  return CLASSES[storageClass];
}

/** Milliseconds until an object of an archive class can be read, as configured or else as the service says. */
export function restoreTime(configured: RestoreTimes, storageClass: string, tier: Tier): number {
  const own = configured[storageClass as keyof RestoreTimes];
  const time = typeof own === 'number' ? own : own?.[tier];
  return time ?? (CLASSES[storageClass] as Archived).times[tier];
}

/** What a restoring has come to: `restored` until it expires, then the object is frozen again. */
export function restoreState(restore: Restore | undefined, now: number): 'frozen' | 'restoring' | 'restored' {
  if (restore === undefined || now >= restore.expiresAt) return 'frozen';
  return now < restore.readyAt ? 'restoring' : 'restored';
}

/** The value of x-oss-restore and of RestoreInfo; undefined for objects that are not archived, or frozen. */
export function restoreInfo({ storageClass, state }: ObjectRecord, now: number): string | undefined {
  const restore = state?.restore;
  if (restore === undefined || archivedClass(storageClass) === undefined) return undefined;
  const reached = restoreState(restore, now);
  if (reached === 'frozen') return undefined;
  return reached === 'restoring'
    ? 'ongoing-request="true"'
    : `ongoing-request="false", expiry-date="${httpDate(restore.expiresAt)}"`;
}

/**
 * @param cause `copy-source-not-restored` for operations that read the object as their source.
 * @throws OssError `cause` for archived objects whose bytes cannot be read now (operations.md §6.2, §9).
 */
export function checkRestored(
  { key, storageClass, state }: ObjectRecord,
  now: number,
  cause: 'object-not-restored' | 'copy-source-not-restored' = 'object-not-restored',
): void {
  if (archivedClass(storageClass) === undefined) return;
  const reached = restoreState(state?.restore, now);
  if (reached === 'restored') return;
  throw refuse(cause, { ObjectName: key }).because({ storageClass, state: reached });
}
