import type { Timer, Timers } from '../runtime/index.ts';

/** The time that a callback has in all, whatever it tries. */
export class Deadline {
  /** Milliseconds. */
  readonly limit: number;
  private readonly timer: Timer;
  private act: (() => void) | undefined;
  private over = false;

  constructor(timers: Timers, limit: number) {
    this.limit = limit;
    this.timer = timers.after(limit, () => this.expire());
  }

  /** Ends the time now. */
  expire(): void {
    this.over = true;
    this.act?.();
  }

  get expired(): boolean {
    return this.over;
  }

  /** Calls `act` when the time is over, at once if it is already. One at a time; `undefined` watches no longer. */
  watch(act: (() => void) | undefined): void {
    this.act = act;
    if (this.over) act?.();
  }

  cancel(): void {
    this.act = undefined;
    this.timer.cancel();
  }
}
