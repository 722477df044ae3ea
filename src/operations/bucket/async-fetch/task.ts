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

/** @throws OssError `no-such-bucket` when it was deleted meanwhile. */
export function keepTask(call: Call, task: FetchTask): Promise<void> {
  return putBucketDocument(call, PREFIX + task.id, JSON.stringify(task));
}

/** @throws OssError `no-such-async-fetch-task`. */
export function storedTask({ documents }: BucketRecord, id: string): FetchTask {
  const document = documents[PREFIX + id];
  if (document === undefined) throw refuse('no-such-async-fetch-task').because({ id });
  return JSON.parse(document) as FetchTask;
}
