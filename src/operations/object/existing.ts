import type { OssError } from '../../errors/oss-error.ts';
import { refuse } from '../../errors/refuse.ts';
import type { DeleteMarker, ObjectRecord } from '../../store/store.ts';
import { archiveDirectRead } from '../bucket/settings/archive-direct-read.ts';
import type { Call } from '../operation.ts';
import { directoryNamed } from './directory/hierarchy.ts';
import { checkRestored } from './restore/state.ts';

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
    const directory = await directoryNamed(call);
    if (directory !== undefined) return directory;
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

/**
 * The addressed object as HeadObject tells of it: a symlink stands for its target.
 * @throws OssError what `existingObject` and `followed` throw.
 */
export async function targetedObject(call: Call, versionId: string | undefined): Promise<ObjectRecord> {
  const object = await existingObject(call, versionId, 'delete-marker-read');
  // Hot: most objects are what they are.
  return object.type === 'Symlink' ? followed(call, object) : object;
}

/**
 * The addressed object for those who read its bytes: as `targetedObject`, and not frozen in an archive class. Archive
 * objects can be read as they are where the bucket says so (operations.md §9).
 * @throws OssError `object-not-restored`, or what `existingObject` and `followed` throw.
 */
export async function readableObject(call: Call, versionId: string | undefined): Promise<ObjectRecord> {
  const object = await targetedObject(call, versionId);
  const direct = object.storageClass === 'Archive' && archiveDirectRead.of(call.bucket) === true;
  if (!direct) checkRestored(object, call.runtime.clock.now());
  return object;
}

/**
 * What reading an object reads: itself, or the current object that a symlink points at, one step far (operations.md
 * §6.4). Content, class and what became of it are the target's, the date is the later one, all else is the link's. The
 * rights on both are asked for ("the ACL of the symlink and of the destination object are checked", PutSymlink page).
 * @throws OssError an AccessDenied, `symlink-target-missing`, `symlink-to-symlink`.
 */
export async function followed(call: Call, object: ObjectRecord): Promise<ObjectRecord> {
  const key = object.state?.symlinkTarget;
  if (key === undefined) return object;
  const bucket = call.store.bucket(object.bucket);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: object.bucket });
  await call.permit({ action: 'oss:GetObject', access: 'read', bucket, key });
  const target = await call.store.object(object.bucket, key);
  if (target === undefined) throw refuse('symlink-target-missing').because({ link: object.key, target: key });
  if (target.type === 'Symlink') throw refuse('symlink-to-symlink').because({ link: object.key, target: key });
  const { acl, contentType, headers, tagging, versionId } = object;
  const lastModified = Math.max(object.lastModified, target.lastModified);
  return { ...target, key: object.key, type: 'Symlink', lastModified, acl, contentType, headers, tagging, versionId };
}
