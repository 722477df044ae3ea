import { refuse } from '../../errors/refuse.ts';
import type { StagedContent } from '../../store/store.ts';
import type { ObjectDescription } from '../metadata.ts';
import type { Call } from '../operation.ts';

/** What an upload in one request, PutObject's or a form's, makes an object of. */
export interface NormalUpload {
  readonly key: string;
  readonly content: StagedContent;
  readonly description: ObjectDescription;
  /** Milliseconds since the Unix epoch. */
  readonly lastModified: number;
  /** As `overwriteRule` gives it. */
  readonly rule: 'keep-existing' | undefined;
}

/**
 * Makes the content the object at its key, of type Normal.
 * @returns its ETag: the MD5 in upper-case hex, without quotes. @throws OssError `object-exists`.
 */
export async function storeNormal(call: Call, upload: NormalUpload): Promise<string> {
  const { key, content, description, lastModified, rule } = upload;
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
  } as const;
  if (!(await call.store.put(object, content, rule))) throw refuse('object-exists', { Key: key });
  return etag;
}
