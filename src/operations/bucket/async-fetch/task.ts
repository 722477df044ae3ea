import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import type { FetchConfiguration } from './configuration.ts';

const PREFIX = 'asyncFetch/';

/** A task as its bucket keeps it. */
export interface FetchTask {
  readonly id: string;
  readonly state: 'Running' | 'Retry' | 'Success' | 'FetchSuccessCallbackFailed' | 'Failed';
  /** Empty as long as nothing went wrong. */
  readonly error: string;
  readonly configuration: FetchConfiguration;
}

/** Tasks that a bucket keeps; those that were told of longest ago go first. */
const MOST = 1000;

/** @throws OssError `no-such-bucket` when it was deleted meanwhile. */
export async function keepTask(call: Call, task: FetchTask): Promise<void> {
  await putBucketDocument(call, PREFIX + task.id, JSON.stringify(task));
  const kept = Object.keys(call.bucket.documents).filter((name) => name.startsWith(PREFIX));
  const [oldest] = kept;
  if (kept.length > MOST && oldest !== undefined) await putBucketDocument(call, oldest, undefined);
}

/** @throws OssError `no-such-async-fetch-task`. */
export function storedTask({ documents }: BucketRecord, id: string): FetchTask {
  const document = documents[PREFIX + id];
  if (document === undefined) throw refuse('no-such-async-fetch-task').because({ id });
  return JSON.parse(document) as FetchTask;
}
