import type { OssError } from '../../errors/oss-error.ts';
import { refuse } from '../../errors/refuse.ts';
import type { DeleteMarker, ObjectRecord } from '../../store/store.ts';
import type { Call } from '../operation.ts';

/** How an operation refuses a delete marker that it is asked about by its version id. */
type MarkerCause = 'delete-marker-read' | 'delete-marker-addressed';

/**
 * The addressed object, or one of its versions (operations.md §8).
 * @param versionId what `requestedVersion` found in the request.
 * @param cause `delete-marker-read` for operations that read content or metadata.
 * @throws OssError `no-such-key`, `object-deleted`; of a named version `no-such-version` or `cause`.
 */
export async function existingObject(
  call: Call,
  versionId: string | undefined,
  cause: MarkerCause = 'delete-marker-addressed',
): Promise<ObjectRecord> {
  const { store, bucketName, key } = call;
  if (versionId === undefined) {
    const object = await store.object(bucketName, key);
    if (object !== undefined) return object;
    throw absent(key, await store.version(bucketName, key));
  }
  const version = await store.version(bucketName, key, versionId);
  if (version === undefined) throw refuse('no-such-version', { Key: key, VersionId: versionId });
  if (version.type !== 'DeleteMarker') return version;
  throw refuse(cause, {
    Method: call.request.method,
    ResourceType: 'DeleteMarker',
    Allow: 'DELETE',
    'x-oss-delete-marker': 'true',
    'x-oss-version-id': versionId,
  });
}

/** The refusal of a key without an object. @param newest its newest version, if it has any. */
export function absent(key: string, newest: ObjectRecord | DeleteMarker | undefined): OssError {
  if (newest?.type !== 'DeleteMarker') return refuse('no-such-key', { Key: key });
  const { versionId } = newest;
  return refuse('object-deleted', { Key: key, 'x-oss-delete-marker': 'true', 'x-oss-version-id': versionId });
}
