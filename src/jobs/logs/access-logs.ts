import { userDefinedLogFields } from '../../operations/bucket/logging/log-fields.ts';
import { bucketLogging, type LogTarget } from '../../operations/bucket/logging/logging.ts';
import type { Runtime } from '../../runtime/index.ts';
import type { ObjectRecord, Store } from '../../store/store.ts';
import { answered, type FinishedExchange } from '../exchange.ts';
import { logLine } from './line.ts';
import { writeLogObject } from './object.ts';

const HOUR = 60 * 60 * 1000;

/** Bytes of lines kept in memory before a log object is written ahead of the hour. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Lines of one bucket that go to the same place. */
interface Batch {
  readonly source: string;
  readonly target: LogTarget;
  lines: Buffer[];
  bytes: number;
}

/** What access logs are made with. */
export interface LogParts {
  readonly store: Store;
  readonly runtime: Runtime;
  /** Tells what went wrong with the server as a whole. */
  readonly notice: (text: string) => void;
}

/**
 * The access logs of all buckets that have logging: lines are gathered and delivered on the hour, sooner where they are
 * many (docs/decisions/jobs.md).
 */
export class AccessLogs {
  private readonly parts: LogParts;
  private readonly batches = new Map<string, Batch>();
  private timer: { cancel(): void } | undefined;
  /** Lines are added and delivered one after the other, in the order in which the exchanges ended. */
  private tail: Promise<unknown> = Promise.resolve();

  constructor(parts: LogParts) {
    this.parts = parts;
  }

  /** Notes an exchange of a bucket that has a logging document. */
  note(exchange: FinishedExchange): void {
    const target = bucketLogging.of(exchange.bucket)?.target;
    if (target !== undefined) void this.next(() => this.add(exchange, target));
  }

  /** Writes what has been gathered. @returns the names of the new objects, as bucket and key. */
  deliver(): Promise<string[]> {
    return this.next(() => this.deliverAll());
  }

  /** Forgets what has been gathered. */
  reset(): Promise<void> {
    return this.next(async () => {
      this.timer?.cancel();
      this.timer = undefined;
      this.batches.clear();
    });
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.tail.then(work);
    this.tail = done.catch((error) =>
      this.parts.notice(`access logs: ${error instanceof Error ? error.stack : error}`),
    );
    return done;
  }

  private async add(exchange: FinishedExchange, target: LogTarget): Promise<void> {
    const { name: source } = exchange.bucket;
    const fields = userDefinedLogFields.of(exchange.bucket);
    const line = Buffer.from(logLine(exchange, await this.objectOf(exchange), fields), 'latin1');
    const id = [source, target.bucket, target.prefix].join('\n');
    let batch = this.batches.get(id);
    if (batch === undefined) {
      batch = { source, target, lines: [], bytes: 0 };
      this.batches.set(id, batch);
    }
    batch.lines.push(line);
    batch.bytes += line.length;
    let gathered = 0;
    for (const { bytes } of this.batches.values()) gathered += bytes;
    if (gathered > MAX_BYTES) await this.deliverAll();
    else this.arm();
  }

  /** What the request was about: the version it was answered with, or the current object. */
  private async objectOf({ record, bucket }: FinishedExchange): Promise<ObjectRecord | undefined> {
    if (record.key === undefined || record.status >= 300) return undefined;
    const found = await this.parts.store.version(bucket.name, record.key, answered(record, 'x-oss-version-id'));
    return found?.type === 'DeleteMarker' ? undefined : found;
  }

  private arm(): void {
    const { clock, timers } = this.parts.runtime;
    this.timer ??= timers.at((Math.floor(clock.now() / HOUR) + 1) * HOUR, async () => {
      this.timer = undefined;
      await this.deliver().catch(() => {});
    });
  }

  private async deliverAll(): Promise<string[]> {
    this.timer?.cancel();
    this.timer = undefined;
    const written: string[] = [];
    for (const [id, { source, target, lines }] of [...this.batches]) {
      const key = await writeLogObject(this.parts, source, target, lines);
      this.batches.delete(id);
      if (key !== undefined) written.push(`${target.bucket}/${key}`);
      else
        this.parts.notice(
          `access logs of ${source}: the bucket ${target.bucket} is gone, and ${lines.length} lines with it`,
        );
    }
    return written;
  }
}
