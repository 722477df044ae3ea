import { refuse } from '../errors/refuse.ts';
import type { ReplicationRule } from '../operations/bucket/replication/rule.ts';
import { immutable } from '../operations/immutable.ts';
import type { BucketRecord, Guard, NewObject, ObjectRecord, ObjectState, Store } from '../store/store.ts';
import type { HeaderList } from '../wire/headers.ts';

const ALGORITHM = 'x-oss-server-side-encryption';
const KEY_ID = 'x-oss-server-side-encryption-key-id';

/** What copying is done with. */
export interface Copying {
  readonly store: Store;
  /** Milliseconds. */
  readonly now: number;
  /** Calls what writes into the store, so that this write is not copied on. */
  quietly<T>(write: () => Promise<T>): Promise<T>;
}

/**
 * Makes the target's object what the source's is: bytes, metadata, tags, ACL, class, date and version id. What is there
 * already is changed in place, so that doing it twice makes no second version.
 * @throws OssError `object-immutable`; BucketGone.
 */
export async function copyObject(by: Copying, rule: ReplicationRule, source: ObjectRecord): Promise<void> {
  const { store, now, quietly } = by;
  const target = store.bucket(rule.bucket);
  if (target === undefined || !selected(rule, source)) return;
  const { key } = source;
  const replica = replicaOf(rule, source);
  const as = sharedId(target, source.versionId);
  const existing = as === undefined ? await store.object(rule.bucket, key) : await store.version(rule.bucket, key, as);
  if (existing !== undefined && existing.type !== 'DeleteMarker' && sameBytes(existing, source)) {
    const { acl, storageClass, lastModified, contentType, headers, encryption, tagging } = replica;
    const change = { acl, storageClass, lastModified, contentType, headers, encryption, tagging };
    await quietly(() => store.updateObject(rule.bucket, key, change, as));
    return;
  }
  const guard = protects(target, now);
  // A version that has grown.
  if (as !== undefined && existing !== undefined) await quietly(() => store.deleteObject(rule.bucket, key, as, guard));
  const content = await store.share(source);
  await quietly(() => store.put(replica, content, guard, as));
}

/** Hides the target's object behind a delete marker of the same id. @throws BucketGone. */
export async function copyMarker(by: Copying, rule: ReplicationRule, key: string, marker: string): Promise<void> {
  const { store, now, quietly } = by;
  const target = store.bucket(rule.bucket);
  if (target === undefined) return;
  const as = sharedId(target, marker);
  const done =
    as === undefined
      ? (await store.object(rule.bucket, key)) === undefined
      : (await store.version(rule.bucket, key, as)) !== undefined;
  if (!done) await quietly(() => store.deleteObject(rule.bucket, key, undefined, protects(target, now), as));
}

/**
 * Removes the target's version, or its only one. One that is there again at the source stays.
 * @throws OssError `object-immutable`; BucketGone.
 */
export async function copyRemoval(
  by: Copying,
  rule: ReplicationRule,
  source: string,
  key: string,
  versionId: string,
): Promise<void> {
  const { store, now, quietly } = by;
  const target = store.bucket(rule.bucket);
  if (target === undefined || (await store.version(source, key, versionId)) !== undefined) return;
  const as = sharedId(target, versionId) ?? 'null';
  if ((await store.version(rule.bucket, key, as)) === undefined) return;
  await quietly(() => store.deleteObject(rule.bucket, key, as, protects(target, now)));
}

/** The id of a version that both buckets can have. */
function sharedId({ versioning }: BucketRecord, versionId: string): string | undefined {
  return versioning === undefined || versionId === 'null' ? undefined : versionId;
}

/** Objects under KMS are copied only where the rule says so. */
function selected({ kmsObjects }: ReplicationRule, { encryption }: ObjectRecord): boolean {
  return kmsObjects === 'Enabled' || !underKms(encryption);
}

function underKms(encryption: HeaderList): boolean {
  return encryption.some(([name, value]) => name === ALGORITHM && value === 'KMS');
}

function sameBytes(a: ObjectRecord, b: ObjectRecord): boolean {
  return a.type === b.type && a.etag === b.etag && a.size === b.size && a.crc64 === b.crc64 && sameTarget(a, b);
}

function sameTarget(a: ObjectRecord, b: ObjectRecord): boolean {
  return a.state?.symlinkTarget === b.state?.symlinkTarget && a.lastModified === b.lastModified;
}

function replicaOf({ bucket, replicaKmsKeyId }: ReplicationRule, source: ObjectRecord): NewObject {
  const { key, type, etag, acl, storageClass, lastModified, contentType, headers, tagging } = source;
  const rekeyed = replicaKmsKeyId !== undefined && underKms(source.encryption);
  const encryption = rekeyed
    ? [...source.encryption.filter(([name]) => name !== KEY_ID), [KEY_ID, replicaKmsKeyId] as const]
    : source.encryption;
  return {
    bucket,
    key,
    type,
    etag,
    acl,
    storageClass,
    lastModified,
    contentType,
    headers,
    encryption,
    tagging,
    state: stateOf(source),
  };
}

/** What belongs to the object itself; restoring and retention are each bucket's own. */
function stateOf({ state }: ObjectRecord): ObjectState | undefined {
  if (state?.symlinkTarget === undefined && state?.sealedAt === undefined) return undefined;
  return { symlinkTarget: state.symlinkTarget, sealedAt: state.sealedAt };
}

function protects(target: BucketRecord, now: number): Guard {
  return (existing) => {
    const by = immutable(existing, target, now);
    if (by !== undefined) throw refuse('object-immutable').because({ by });
  };
}
