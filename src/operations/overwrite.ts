import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Guard } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import { argument } from './argument.ts';
import { overwriteForbidden } from './bucket/settings/overwrite.ts';
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
  if (call.bucket.versioning !== undefined) return undefined;
  if (value !== 'true' && !overwriteForbidden(call.bucket, key, call.caller)) return undefined;
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
  if (guard === undefined) return;
  const existing = await call.store.object(call.bucketName, key);
  if (existing !== undefined) guard(existing);
}
