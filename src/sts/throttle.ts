/** Counts the calls of each account in the running second. */
export class Throttle {
  private readonly perSecond: number;
  private second = Number.NaN;
  private counts = new Map<string, number>();

  constructor(perSecond: number) {
    this.perSecond = perSecond;
  }

  /** @param now milliseconds. @returns false when the account has had its calls of this second. */
  admit(account: string, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.counts = new Map();
    }
    const count = (this.counts.get(account) ?? 0) + 1;
    this.counts.set(account, count);
    return count <= this.perSecond;
  }
}
