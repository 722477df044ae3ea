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
 * Makes the target's object what the source's is: bytes, metadata, tags, ACL, class and date. An object whose bytes are
 * there already is changed in place, so that doing it twice makes no second version.
 * @throws OssError `object-immutable`; BucketGone.
 */
export async function copyObject(
  { store, now, quietly }: Copying,
  rule: ReplicationRule,
  source: ObjectRecord,
): Promise<void> {
  const target = store.bucket(rule.bucket);
  if (target === undefined || !selected(rule, source)) return;
  const replica = replicaOf(rule, source);
  const existing = await store.object(rule.bucket, source.key);
  if (existing !== undefined && sameBytes(existing, source)) {
    const { acl, storageClass, lastModified, contentType, headers, encryption, tagging } = replica;
    const change = { acl, storageClass, lastModified, contentType, headers, encryption, tagging };
    await quietly(() => store.updateObject(rule.bucket, source.key, change));
    return;
  }
  const content = await store.share(source);
  await quietly(() => store.put(replica, content, protects(target, now)));
}

/** Removes the target's object, or hides it, unless there is none. @throws OssError `object-immutable`; BucketGone. */
export async function copyDeletion(
  { store, now, quietly }: Copying,
  rule: ReplicationRule,
  key: string,
): Promise<void> {
  const target = store.bucket(rule.bucket);
  if (target === undefined || (await store.object(rule.bucket, key)) === undefined) return;
  await quietly(() => store.deleteObject(rule.bucket, key, undefined, protects(target, now)));
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
