/** An allowance that grows with time, up to what one second brings, and can be overdrawn. */
export class TokenBucket {
  /** Per second. */
  readonly rate: number;
  /** In thousandths. */
  private readonly capacity: number;
  /** In thousandths, so that sums are exact. */
  private level: number;
  private at: number;

  /** @param now milliseconds; full then. */
  constructor(rate: number, now: number) {
    this.rate = rate;
    this.capacity = rate === 0 ? 0 : Math.max(1, rate) * 1000;
    this.level = this.capacity;
    this.at = now;
  }

  /** Milliseconds until there is at least one; 0 when there is, infinite when there never will be. */
  wait(now: number): number {
    this.grow(now);
    if (this.level >= 1000) return 0;
    return this.rate === 0 ? Number.POSITIVE_INFINITY : Math.ceil((1000 - this.level) / this.rate);
  }

  take(now: number, count: number): void {
    this.grow(now);
    this.level -= count * 1000;
  }

  private grow(now: number): void {
    // A clock that was set back brings nothing, and takes nothing.
    if (now > this.at) this.level = Math.min(this.capacity, this.level + (now - this.at) * this.rate);
    this.at = now;
  }
}
