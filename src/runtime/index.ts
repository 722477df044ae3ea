import type { Clock, ClockStart, ServerClock } from './clock.ts';
import { type Ids, makeIds } from './ids.ts';
import { type Random, seededRandom, systemRandom } from './random.ts';
import { Time } from './time.ts';
import type { Timers } from './timers.ts';

/** Everything that differs between two runs of the same requests. */
export interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly timers: Timers;
}

/** A runtime whose clock can be moved, its timers with it. */
export interface ServerRuntime extends Runtime {
  readonly clock: ServerClock;
}

export interface RuntimeOptions {
  /** The machine's time unless given. */
  readonly clock?: ClockStart;
  /** Makes ids repeatable. */
  readonly seed?: number | undefined;
}

export function makeRuntime({ clock: start, seed }: RuntimeOptions = {}): ServerRuntime {
  const random = seed === undefined ? systemRandom() : seededRandom(seed);
  const { clock, timers } = new Time(start);
  return { clock, random, ids: makeIds(random), timers };
}

export type { ClockStart, ClockState, ServerClock } from './clock.ts';
export { Pace } from './pace.ts';
export { chance } from './random.ts';
export { readDistance, readDuration, readInstant } from './texts.ts';
export type { Timer } from './timers.ts';
export { TokenBucket } from './token-bucket.ts';
export type { Clock, Ids, Random, Timers };
