import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Guard } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import { argument } from './argument.ts';
import { overwriteForbidden } from './bucket/settings/overwrite.ts';
import { protectionGuard } from './immutable.ts';
import type { Call } from './operation.ts';

const NAME = 'x-oss-forbid-overwrite';

/** Where what is asked about an overwriting differs from PutObject. */
export interface Overwriting {
  readonly key?: string;
  readonly headers?: Headers;
  /** The refusal of an object that is there and must stay. */
  readonly exists?: (key: string) => OssError;
}

/**
 * What judges the object that a write would replace (operations.md §6.1): nothing may replace it when the request or the
 * bucket's overwrite configuration says so (§11.7). A bucket with versioning, on or suspended, looks at neither.
 * @throws OssError `forbid-overwrite-invalid`.
 */
export function overwriteGuard(call: Call, overwriting: Overwriting = {}): Guard | undefined {
  const { key = call.key, headers = call.request.headers, exists = objectExists } = overwriting;
  const value = headers.get(NAME);
  if (value !== undefined && value !== 'false' && value !== 'true') {
    throw refuse('forbid-overwrite-invalid', argument(NAME, value));
  }
  const protection = protectionGuard(call);
  if (call.bucket.versioning !== undefined) return protection;
  if (value !== 'true' && !overwriteForbidden(call.bucket, key, call.caller)) return protection;
  return () => {
    throw exists(key);
  };
}

function objectExists(key: string): OssError {
  return refuse('object-exists', { Key: key });
}

/**
 * Refuses early what the guard would refuse after the body has been read.
 * @throws what the guard throws.
 */
export async function checkOverwrite(call: Call, guard: Guard | undefined, key: string = call.key): Promise<void> {
  // Where versioning is on nothing is replaced; where it is suspended, only the version called null is.
  if (guard === undefined || call.bucket.versioning === 'Enabled') return;
  const existing = await call.store.version(call.bucketName, key, 'null');
  if (existing !== undefined && existing.type !== 'DeleteMarker') guard(existing);
}
