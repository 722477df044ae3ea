import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord, Content, ObjectRecord } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';

/** The name under which a bucket keeps that its keys are paths of directories. */
export const HIERARCHY = 'hierarchicalNamespace';
const CONTENT_TYPE = 'application/x-directory';

/** Whether the bucket was made with `x-oss-hns-status: enabled` (operations.md §11.4). It never changes. */
export function isHierarchical({ documents }: BucketRecord): boolean {
  return documents[HIERARCHY] !== undefined;
}

/** @throws OssError `namespace-flat`. */
export function requireHierarchy({ bucket }: Call): void {
  if (!isHierarchical(bucket)) throw refuse('namespace-flat');
}

/** A directory is an object whose key ends in a slash; requests name it without one. */
export function directoryKey(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** Whether there is a directory of this name, or anything in it. */
export async function hasDirectory({ store, bucketName }: Call, path: string): Promise<boolean> {
  const query = { bucket: bucketName, prefix: directoryKey(path), delimiter: '', after: '', limit: 1 };
  return (await store.list(query)).objects.length > 0;
}

/** The directory above, if the path has one: `a/b/` has `a/`. */
export function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/', path.length - 2);
  return slash === -1 ? undefined : path.slice(0, slash + 1);
}

/**
 * Makes the directories above what is about to be stored in a hierarchical bucket. Hot: others have nothing to wait for.
 * @param content to be discarded where there is no way.
 * @throws OssError `directory-in-the-way` where a directory has the name of an object, or an object that of a directory.
 */
export function makeWay(call: Call, key: string, content?: Content): Promise<void> | undefined {
  if (!isHierarchical(call.bucket)) return undefined;
  return makeParents(call, key).catch(async (error) => {
    await content?.discard();
    throw error;
  });
}

async function makeParents(call: Call, key: string): Promise<void> {
  if (!key.endsWith('/') && (await hasDirectory(call, key))) throw refuse('directory-in-the-way', { Key: key });
  for (let path = parentOf(key); path !== undefined; path = parentOf(path)) {
    if ((await makeDirectory(call, path)) === 'there') return;
  }
}

/** @throws OssError `directory-in-the-way` where an object has that name. */
export async function makeDirectory(call: Call, path: string): Promise<'made' | 'there'> {
  const { store, bucketName } = call;
  const name = path.slice(0, -1);
  if ((await store.object(bucketName, name)) !== undefined) throw refuse('directory-in-the-way', { Key: name });
  if ((await store.object(bucketName, path)) !== undefined) return 'there';
  const directory = {
    bucket: bucketName,
    key: path,
    type: 'Normal',
    // What HEAD prints for directories.
    etag: 'null',
    lastModified: call.runtime.clock.now(),
    acl: 'default',
    storageClass: call.bucket.storageClass,
    contentType: CONTENT_TYPE,
    headers: [],
    encryption: [],
    tagging: undefined,
    state: undefined,
  } as const;
  await store.put(directory, await store.stage(0).finish());
  return 'made';
}

/** The directory that a request names as if it were an object, in a hierarchical bucket. */
export async function directoryNamed(call: Call): Promise<ObjectRecord | undefined> {
  if (!isHierarchical(call.bucket) || call.key.endsWith('/')) return undefined;
  return call.store.object(call.bucketName, directoryKey(call.key));
}
