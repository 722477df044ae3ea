import type { Guard, StagedContent } from '../../store/store.ts';
import type { ObjectDescription } from '../metadata.ts';
import type { Call } from '../operation.ts';
import { makeWay } from './directory/hierarchy.ts';

/** What an upload in one request, PutObject's or a form's, makes an object of. */
export interface NormalUpload {
  readonly key: string;
  readonly content: StagedContent;
  readonly description: ObjectDescription;
  /** Milliseconds since the Unix epoch. */
  readonly lastModified: number;
  /** Of what it replaces. */
  readonly guard: Guard | undefined;
}

/** What was stored. */
export interface StoredNormal {
  /** The MD5 in upper-case hex, without quotes. */
  readonly etag: string;
  /** Undefined in a bucket that never had versioning. */
  readonly versionId: string | undefined;
}

/** Makes the content the object at its key, of type Normal. @throws what `makeWay` and the guard throw. */
export async function storeNormal(call: Call, upload: NormalUpload): Promise<StoredNormal> {
  const { key, content, description, lastModified, guard } = upload;
  const etag = content.md5.toString('hex').toUpperCase();
  // Named one by one: a spread that is added to makes V8 build the object by its slowest way.
  const object = {
    bucket: call.bucketName,
    key,
    type: 'Normal',
    etag,
    lastModified,
    acl: description.acl,
    storageClass: description.storageClass,
    contentType: description.contentType,
    headers: description.headers,
    encryption: description.encryption,
    tagging: description.tagging,
    state: description.state,
  } as const;
  const way = makeWay(call, key, content);
  if (way !== undefined) await way;
  return { etag, versionId: await call.store.put(object, content, guard) };
}
