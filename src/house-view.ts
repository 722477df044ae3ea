import type { Faults } from './faults/index.ts';
import type { House } from './house.ts';
import { explained, type RequestLog, requestLog } from './journal/request-log.ts';
import type { Runtime } from './runtime/index.ts';

/** What tests see of a server, or of one of its namespaces. */
export interface HouseView {
  /** What was asked: the latest in short, newest first, and ways to look for, wait for and rule out a request. */
  readonly requests: RequestLog;
  /** What goes wrong on purpose. */
  readonly faults: Pick<Faults, 'add' | 'list' | 'get' | 'remove' | 'clear' | 'unused'>;
  /** One exchange in full, with its rungs, reason and remedy. */
  request(requestId: string): object | undefined;
  /** Empties the store and makes the configured buckets again. */
  reset(): Promise<void>;
  /** Fulfilled when all that was written has been copied to where replication rules want it. */
  replicated(): Promise<void>;
  /** Remembers all that is stored. */
  snapshot(): Promise<Snapshot>;
}

/** What was stored at a moment; good until the server ends. */
export interface Snapshot {
  /** Back to that moment, as often as wanted. */
  restore(): Promise<void>;
  /** Forgets it. */
  drop(): Promise<void>;
}

/** A set of buckets and keys of its own on a shared server. */
export interface Namespace extends HouseView {
  readonly name: string;
  /** The first key; the others are the configured ones with `.<name>` behind the id. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Where requests that name no key (anonymous ones, forms, preflights) reach it. */
  readonly url: string;
  /** Closes it and forgets all it holds. */
  close(): Promise<void>;
}

export function viewOf(house: House, { timers }: Runtime): HouseView {
  const { store, journal, faults } = house;
  return {
    requests: requestLog(journal, timers),
    faults,
    request: (requestId) => explained(journal, requestId),
    reset: () => house.reset(),
    replicated: () => house.replicator.settled(),
    async snapshot() {
      const number = await store.snapshot();
      return {
        async restore() {
          if (!(await house.restore(number))) throw new Error('this snapshot was dropped');
        },
        drop: () => store.dropSnapshot(number),
      };
    },
  };
}
