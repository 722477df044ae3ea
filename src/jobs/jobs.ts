import type { FinishedExchange } from './exchange.ts';
import { anyLifecycle, runLifecycle } from './lifecycle/run.ts';
import type { LifecycleReport, World } from './lifecycle/world.ts';
import { AccessLogs, type LogParts } from './logs/access-logs.ts';
import { recordVisit } from './visits.ts';

export type { FinishedExchange } from './exchange.ts';
export type { LifecycleReport } from './lifecycle/world.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What the jobs are done with. */
export interface JobParts extends LogParts {
  /** Whether the store outlives the server: then logs that are not yet delivered are when it closes. */
  readonly durable: boolean;
}

/** What the service does by itself: carrying out lifecycle rules every day, delivering access logs every hour. */
export class Jobs {
  private readonly parts: JobParts;
  private readonly logs: AccessLogs;
  private timer: { cancel(): void } | undefined;
  /** One run at a time. */
  private runs: Promise<unknown> = Promise.resolve();
  /** The records of visits, one after the other. */
  private visits: Promise<unknown> = Promise.resolve();
  private closing = false;

  constructor(parts: JobParts) {
    this.parts = parts;
    this.logs = new AccessLogs(parts);
  }

  /** Takes up what the store holds. */
  start(): void {
    if (anyLifecycle(this.parts)) this.arm();
  }

  /** Hot: told of every exchange with a bucket that was answered to its end. */
  finished(exchange: FinishedExchange): void {
    const { bucket, record } = exchange;
    const { documents } = bucket;
    if (documents.logging !== undefined) this.logs.note(exchange);
    if (documents.accessmonitor !== undefined) {
      const visit = () => recordVisit(this.parts.store, exchange);
      this.visits = this.visits.then(visit).catch((error) => this.failed('access tracking', error));
    }
    if (record.operation === 'PutBucketLifecycle' && record.status === 200) this.arm();
  }

  /** Carries out the lifecycle rules of all buckets as they are due now. */
  runLifecycle(): Promise<LifecycleReport> {
    const { store, runtime } = this.parts;
    const world: World = { store, clock: runtime.clock, stopped: () => this.closing };
    const run = this.runs.then(() => runLifecycle(world));
    this.runs = run.catch(() => {});
    return run;
  }

  /** Delivers the access logs gathered so far. @returns the new objects, as bucket and key. */
  deliverLogs(): Promise<string[]> {
    return this.logs.deliver();
  }

  /** Forgets what it has gathered: the store holds something else now. */
  async reset(): Promise<void> {
    this.timer?.cancel();
    this.timer = undefined;
    await this.logs.reset();
    this.start();
  }

  /** Ends what is under way, and what would be lost. */
  async close(): Promise<void> {
    this.closing = true;
    this.timer?.cancel();
    await Promise.all([this.runs, this.visits]);
    if (this.parts.durable) await this.logs.deliver().catch(() => {});
    await this.logs.reset();
  }

  /** Every midnight in UTC, 08:00 in Beijing, as long as a bucket has rules. */
  private arm(): void {
    const { clock, timers } = this.parts.runtime;
    this.timer ??= timers.at((Math.floor(clock.now() / DAY) + 1) * DAY, async () => {
      this.timer = undefined;
      await this.runLifecycle().catch((error) => this.failed('lifecycle', error));
      if (!this.closing) this.start();
    });
  }

  private failed(job: string, error: unknown): void {
    this.parts.notice(`${job}: ${error instanceof Error ? error.stack : error}`);
  }
}
