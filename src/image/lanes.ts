interface Waiting {
  readonly heavy: boolean;
  readonly signal: AbortSignal;
  start(): void;
}

/**
 * How much is worked on at once: so many jobs, and of them never two heavy ones. The rest waits in the order it came;
 * who left the queue is not served.
 */
export class Lanes {
  private readonly width: number;
  private readonly waiting: Waiting[] = [];
  private running = 0;
  private heavyRunning = false;

  /** @param width jobs at once, at least 1. */
  constructor(width: number) {
    this.width = width;
  }

  /** @throws the reason of `signal` when it fires before the work begins, and whatever the work throws. */
  async run<T>(signal: AbortSignal, heavy: boolean, work: () => Promise<T>): Promise<T> {
    await this.turn(signal, heavy);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.running--;
      if (heavy) this.heavyRunning = false;
      this.next();
    }
  }

  private turn(signal: AbortSignal, heavy: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        heavy,
        signal,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(waiting);
      this.next();
    });
  }

  /** Lets in who may begin. */
  private next(): void {
    while (this.running < this.width) {
      const index = this.waiting.findIndex(({ heavy }) => !(heavy && this.heavyRunning));
      const [first] = index === -1 ? [] : this.waiting.splice(index, 1);
      if (first === undefined) return;
      this.running++;
      if (first.heavy) this.heavyRunning = true;
      first.start();
    }
  }
}
