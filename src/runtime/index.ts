import { type Clock, frozenClock, systemClock } from './clock.ts';
import { type Ids, makeIds } from './ids.ts';
import { type Random, seededRandom, systemRandom } from './random.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Everything that differs between two runs of the same requests. */
export interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly timers: Timers;
}

export interface RuntimeOptions {
  /** Freezes the clock at this instant, in milliseconds. */
  readonly frozenAt?: number | undefined;
  /** Makes ids repeatable. */
  readonly seed?: number | undefined;
}

export function makeRuntime({ frozenAt, seed }: RuntimeOptions = {}): Runtime {
  const random = seed === undefined ? systemRandom() : seededRandom(seed);
  return {
    clock: frozenAt === undefined ? systemClock() : frozenClock(frozenAt),
    random,
    ids: makeIds(random),
    timers: systemTimers(),
  };
}

export type { Timer } from './timers.ts';
export type { Clock, Ids, Random, Timers };
