import type { Runtime } from '../../runtime/index.ts';
import { afterTurn } from '../../runtime/timers.ts';
import type { Store } from '../../store/store.ts';

/** What a run of the lifecycle works on. */
export interface World {
  readonly store: Store;
  readonly clock: Runtime['clock'];
  /** Whether the server is about to close: the run ends after the present page. */
  readonly stopped: () => boolean;
}

/** What a run has done. */
export interface LifecycleReport {
  /** Objects that are gone, or hidden behind a new delete marker. */
  expired: number;
  /** Objects and versions of another storage class now. */
  transitioned: number;
  /** Versions that were not current, delete markers among them. */
  versionsRemoved: number;
  /** Delete markers that hid nothing. */
  markersRemoved: number;
  uploadsAborted: number;
}

export function emptyReport(): LifecycleReport {
  return { expired: 0, transitioned: 0, versionsRemoved: 0, markersRemoved: 0, uploadsAborted: 0 };
}

/** Entries looked at before others have their turn: a few milliseconds' work. */
export const PAGE = 100;

/** Lets everything else that waits happen first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    afterTurn(resolve);
  });
}

/** The shortest of these prefixes, so that none begins with another: each key below them is met once. */
export function roots(prefixes: readonly string[]): string[] {
  const found: string[] = [];
  for (const prefix of [...prefixes].sort()) {
    const last = found.at(-1);
    if (last === undefined || !prefix.startsWith(last)) found.push(prefix);
  }
  return found;
}

/** Stops a change: what was listed is not what is there. Never leaves the room. */
export const CHANGED = new Error('changed since it was listed');

/** @returns false when `change` found something else than was listed. */
export async function unlessChanged(change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    if (error === CHANGED) return false;
    throw error;
  }
}
