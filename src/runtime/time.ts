import type { ClockStart, ClockState, ServerClock } from './clock.ts';
import type { Timer, Timers } from './timers.ts';

/** The most that one setTimeout takes. */
const LONGEST = 2 ** 31 - 1;
const SHOWN = 100;
/** The last instant that every form of dates has (RFC 9110 has four digits for the year). */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Something that waits. */
interface Waiting {
  /** Milliseconds until it is due. */
  remaining(): number;
  readonly act: () => Promise<void> | void;
  /** True for instants of the clock, which real time does not bring nearer while the clock stands still. */
  readonly byClock: boolean;
  handle: NodeJS.Timeout | undefined;
}

/** A clock and the timers that follow it. */
export class Time {
  readonly clock: ServerClock;
  readonly timers: Timers;
  /** Where the clock stands still; undefined while it runs. */
  private frozenAt: number | undefined;
  /** Before the machine's clock, while it runs. */
  private offset = 0;
  /** By how much the clock has been moved forward in all. */
  private moved = 0;
  private readonly pending = new Set<Waiting>();
  /** The latest of the moves under way. */
  private moving: Promise<void> | undefined;

  constructor(start: ClockStart) {
    if (typeof start === 'number') this.frozenAt = start;
    else this.offset = start?.offset ?? 0;
    this.clock = {
      now: () => this.now(),
      state: () => this.state(),
      set: (at) => this.move(() => this.goTo(at)),
      advance: (ms) => this.advance(ms),
      freeze: (at) =>
        this.move(() => {
          if (at !== undefined) within(at);
          this.frozenAt = this.now();
          return at === undefined ? this.arm() : this.goTo(at);
        }),
      offset: (ms) => this.move(() => this.runBeside(ms)),
      release: () => this.move(() => this.runBeside(0)),
    };
    this.timers = {
      after: (ms, act) => this.after(ms, act),
      at: (instant, act) => {
        const waiting = this.add({ remaining: () => instant - this.now(), act, byClock: true, handle: undefined });
        return { cancel: () => this.remove(waiting) };
      },
      elapsed: () => this.elapsed(),
    };
  }

  private now(): number {
    return this.frozenAt ?? Date.now() + this.offset;
  }

  /** Whole milliseconds, so that sums are exact. */
  private elapsed(): number {
    return Math.floor(performance.now()) + this.moved;
  }

  private state(): ClockState {
    const waiting = Array.from(this.pending, (one) => Math.max(0, one.remaining())).sort((a, b) => a - b);
    const offset = this.frozenAt === undefined ? this.offset : this.frozenAt - Date.now();
    const mode = this.frozenAt !== undefined ? 'frozen' : this.offset === 0 ? 'real' : 'offset';
    return { now: this.now(), mode, offset, waiting: waiting.slice(0, SHOWN) };
  }

  private after(ms: number, act: () => void): Timer {
    const whole = Math.ceil(ms);
    let due = this.elapsed() + whole;
    const remaining = (): number => due - this.elapsed();
    const waiting = this.add({ remaining, act, byClock: false, handle: undefined }, whole);
    return {
      cancel: () => this.remove(waiting),
      refresh: () => {
        due = this.elapsed() + whole;
        if (this.pending.has(waiting)) waiting.handle?.refresh();
      },
    };
  }

  private add(waiting: Waiting, remaining = waiting.remaining()): Waiting {
    this.pending.add(waiting);
    this.armOne(waiting, remaining);
    return waiting;
  }

  private remove(waiting: Waiting): void {
    this.pending.delete(waiting);
    clearTimeout(waiting.handle);
  }

  private armOne(waiting: Waiting, remaining = waiting.remaining()): void {
    clearTimeout(waiting.handle);
    waiting.handle = undefined;
    if (waiting.byClock && this.frozenAt !== undefined) return;
    const ms = Math.min(LONGEST, Math.max(1, remaining));
    waiting.handle = setTimeout(() => this.ring(waiting), ms);
    waiting.handle.unref();
  }

  /** Real time has come, or only seems so: a handle knows nothing of refreshes and moves behind it. */
  private ring(waiting: Waiting): void {
    if (waiting.remaining() > 0) {
      this.armOne(waiting);
      return;
    }
    this.pending.delete(waiting);
    waiting.act();
  }

  private arm(): void {
    for (const waiting of this.pending) this.armOne(waiting);
  }

  private async advance(ms: number): Promise<void> {
    if (!Number.isInteger(ms) || ms < 0) throw new RangeError(`expected whole milliseconds from 0 on, got ${ms}`);
    return this.move(() => {
      within(this.now() + ms);
      return this.forward(ms);
    });
  }

  /** One move after the other. */
  private async move(go: () => Promise<void> | void): Promise<void> {
    const done = this.moving === undefined ? go() : this.moving.then(go, go);
    if (done === undefined) return;
    const mine = done.finally(() => {
      if (this.moving === mine) this.moving = undefined;
    });
    this.moving = mine;
    await mine;
  }

  private goTo(at: number): Promise<void> | void {
    within(at);
    const by = at - this.now();
    if (by >= 0) return this.forward(by);
    this.shift(by);
    this.arm();
  }

  private runBeside(ms: number): Promise<void> | void {
    const at = Date.now() + ms;
    within(at);
    const by = at - this.now();
    const run = (): void => {
      this.frozenAt = undefined;
      this.offset = ms;
      this.arm();
    };
    const done = by > 0 ? this.forward(by) : undefined;
    return done === undefined ? run() : done.then(run);
  }

  private shift(by: number): void {
    if (this.frozenAt !== undefined) this.frozenAt += by;
    else this.offset += by;
  }

  /** Moves from one thing that is due to the next. */
  private forward(by: number): Promise<void> | void {
    let left = by;
    for (;;) {
      const next = this.earliest(left);
      const step = next === undefined ? left : Math.max(0, next.remaining());
      this.shift(step);
      this.moved += step;
      left -= step;
      if (next === undefined) break;
      this.remove(next);
      const job = next.act();
      if (job instanceof Promise) return job.then(() => this.forward(left));
    }
    this.arm();
  }

  private earliest(within: number): Waiting | undefined {
    let earliest: Waiting | undefined;
    let least = within;
    for (const waiting of this.pending) {
      const remaining = waiting.remaining();
      if (remaining > least || (earliest !== undefined && remaining === least)) continue;
      earliest = waiting;
      least = remaining;
    }
    return earliest;
  }
}

/** @throws RangeError for an instant to which no clock goes. */
function within(at: number): void {
  if (!(at >= 0 && at <= LAST)) throw new RangeError('the clock goes from the year 1970 to the year 9999');
}
