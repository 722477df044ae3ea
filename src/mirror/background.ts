/** Work that goes on behind the answer that announced it, each piece under a name of its own. */
export class Background {
  private readonly underWay = new Map<string, Promise<void>>();
  private stopping = new AbortController();

  /** @param work ends early, by throwing, when its signal fires. It deals with its own failures; what it throws is dropped. */
  start(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const run = work(this.stopping.signal)
      .catch(() => {})
      .finally(() => this.underWay.delete(name));
    this.underWay.set(name, run);
  }

  has(name: string): boolean {
    return this.underWay.has(name);
  }

  /** Fulfilled when nothing is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  /** Ends what is under way. What is started afterwards runs. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('the server stops'));
    this.stopping = new AbortController();
    await this.settled();
  }
}
