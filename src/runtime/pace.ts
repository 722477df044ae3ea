import type { Timer, Timers } from './timers.ts';

/**
 * Holds a transfer back to a rate: byte n is due n bytes after the first was let through. What comes late of itself is not
 * held, and what a timer lost is caught up.
 */
export class Pace {
  private readonly timers: Timers;
  /** Bytes per second. */
  private readonly rate: number;
  private startedAt: number | undefined;
  private bytes = 0;
  private held = false;
  private over = false;
  private readonly waiting = new Set<{ readonly timer: Timer; readonly go: () => void }>();

  /** @param rate bytes per second. */
  constructor(timers: Timers, rate: number) {
    this.timers = timers;
    this.rate = rate;
  }

  /** Bytes that go through at once without the transfer looking uneven: a tenth of a second's. */
  get portion(): number {
    return Math.max(1, Math.floor(this.rate / 10));
  }

  /** @returns what to wait for before `bytes` more have passed; undefined when they are due already. */
  take(bytes: number): Promise<void> | undefined {
    if (this.over) return undefined;
    const now = this.timers.elapsed();
    this.startedAt ??= now;
    this.bytes += bytes;
    const wait = this.startedAt + Math.floor(this.spent(this.bytes)) - now;
    if (wait <= 0) return undefined;
    this.held = true;
    return new Promise((resolve) => {
      const go = (): void => {
        this.waiting.delete(entry);
        resolve();
      };
      const entry = { timer: this.timers.after(wait, go), go };
      this.waiting.add(entry);
    });
  }

  /** Milliseconds for which the transfer has been held back; where it has not begun, those that `ahead` bytes will need. */
  delay(ahead: number): number {
    return Math.floor(this.held ? this.spent(this.bytes) : this.startedAt === undefined ? this.spent(ahead) : 0);
  }

  /** Lets everything through from now on: nobody is there to wait for it. */
  end(): void {
    this.over = true;
    for (const { timer, go } of this.waiting) {
      timer.cancel();
      go();
    }
  }

  private spent(bytes: number): number {
    return (bytes * 1000) / this.rate;
  }
}
