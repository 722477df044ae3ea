import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import type { XmlElement } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';

const PREFIX = 'redundancyTransition/';
const HOUR = 3600 * 1000;
/** Milliseconds in the queue, and then of work, by the server's clock. The service takes days for much data. */
const QUEUEING = HOUR;
const PROCESSING = 4 * HOUR;

/** A change of a bucket from LRS to ZRS (operations.md §11.7). How far it is follows from the clock alone. */
export interface Task {
  readonly id: string;
  readonly bucket: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

export type Status = 'Queueing' | 'Processing' | 'Finished';

/** The name under which a bucket keeps when a task was created. */
export function taskName(id: string): string {
  return PREFIX + id;
}

/** The tasks of a bucket, the oldest first. */
export function tasksOf({ name: bucket, documents }: BucketRecord): Task[] {
  const tasks: Task[] = [];
  for (const [name, createdAt] of Object.entries(documents)) {
    if (name.startsWith(PREFIX)) tasks.push({ id: name.slice(PREFIX.length), bucket, createdAt: Number(createdAt) });
  }
  return tasks.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** @throws OssError `redundancy-transition-not-found`. */
export function namedTask({ bucket, request }: Call): Task {
  const bytes = request.query.get('x-oss-redundancy-transition-taskid') ?? '';
  const id = utf8FromBytes(bytes) ?? bytes;
  const task = tasksOf(bucket).find((one) => one.id === id);
  if (task === undefined) throw refuse('redundancy-transition-not-found').because({ id });
  return task;
}

export function statusOf({ createdAt }: Task, now: number): Status {
  const age = now - createdAt;
  return age < QUEUEING ? 'Queueing' : age < QUEUEING + PROCESSING ? 'Processing' : 'Finished';
}

/** `LRS` or `ZRS`: a bucket is ZRS from the moment its task is finished. */
export function redundancyOf(bucket: BucketRecord, now: number): string {
  if (tasksOf(bucket).some((task) => statusOf(task, now) === 'Finished')) return 'ZRS';
  return bucket.redundancy;
}

export function taskElement(task: Task, now: number): XmlElement {
  const status = statusOf(task, now);
  const startedAt = task.createdAt + QUEUEING;
  const done = status === 'Finished' ? 1 : (now - startedAt) / PROCESSING;
  const started = status !== 'Queueing';
  return [
    'BucketDataRedundancyTransition',
    [
      ['Bucket', task.bucket],
      ['TaskId', task.id],
      ['Status', status],
      ['CreateTime', xmlDate(task.createdAt)],
      started && ['StartTime', xmlDate(startedAt)],
      started && ['ProcessPercentage', Math.floor(done * 100)],
      started && ['EstimatedRemainingTime', Math.ceil(((1 - done) * PROCESSING) / HOUR)],
      status === 'Finished' && ['EndTime', xmlDate(startedAt + PROCESSING)],
    ],
  ];
}
