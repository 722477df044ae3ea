import type { FinishedUpload } from '../callback/callbacks.ts';
import { decodeText } from '../callback/decode.ts';
import type { CallbackRequest } from '../callback/read.ts';
import { readVariables } from '../callback/variables.ts';
import type { FormFields } from '../forms/fields.ts';
import type { HeaderList } from '../wire/headers.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import { followCallbackPolicy } from './bucket/settings/callback-policy.ts';
import { serviceUrl } from './endpoints.ts';
import type { Answer, Call } from './operation.ts';

/**
 * The callback that headers or query ask for, through a policy of the bucket or by themselves; nothing to wait for where
 * there is none. Before anything is stored.
 * @throws OssError what is wrong with its parameters (access.md §14.2).
 */
export function requestedCallback({
  request,
  callbacks,
  bucket,
}: Call): Promise<CallbackRequest | undefined> | undefined {
  const { headers, query } = request;
  const header = headers.get('x-oss-callback');
  const inQuery = query.literal('callback');
  if (header === undefined && inQuery === undefined) return undefined;
  const headerVar = headers.get('x-oss-callback-var');
  const queryVar = query.literal('callback-var');
  const followed = followCallbackPolicy(bucket, header ?? inQuery ?? '');
  if (followed === undefined || (header !== undefined && inQuery !== undefined)) {
    return callbacks.read({ header, headerVar, query: inQuery, queryVar });
  }
  const variables = headerVar ?? queryVar ?? followed.variables;
  return callbacks.read({ header: followed.callback, headerVar: variables });
}

/** The callback that a form asks for, with the variables of its policy behind its own. @throws OssError as above. */
export function formCallback({ callbacks, bucket }: Call, fields: FormFields): Promise<CallbackRequest | undefined> {
  const callback = fields.get('callback');
  const followed = callback === undefined ? undefined : followCallbackPolicy(bucket, callback);
  if (followed === undefined) return callbacks.read({ callback, fields: fields.list });
  const variables = followed.variables === '' ? undefined : readVariables(decodeText(followed.variables) ?? '');
  const added = [...(variables ?? [])].map(([name, value]) => ({ name: utf8FromBytes(name) ?? name, value }));
  return callbacks.read({ callback: followed.callback, fields: [...fields.list, ...added] });
}

/** What an upload has stored. */
export interface StoredUpload {
  readonly key: string;
  /** Undefined in a bucket that never had versioning. */
  readonly versionId: string | undefined;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  /** A byte string. */
  readonly contentType: string;
  readonly crc64: string;
  /** Base64; undefined for CompleteMultipartUpload. */
  readonly contentMd5: string | undefined;
}

/**
 * Calls back about an object that is stored, and answers for the upload. What is told is what this upload stored, even if
 * somebody has deleted or replaced the object since; only `imageInfo.*` looks at the object again.
 * @param headers of the upload's own answer.
 * @throws OssError a CallbackFailed, and the object stays.
 */
export function answerByCallback(
  call: Call,
  callback: CallbackRequest,
  operation: FinishedUpload['operation'],
  stored: StoredUpload,
  headers: HeaderList,
): Promise<Answer> {
  const { request } = call;
  return call.callbacks.perform(callback, {
    operation,
    requestId: request.id,
    requester: call.caller,
    clientIp: request.remoteAddress.replace(/^::ffff:/, ''),
    serviceUrl: serviceUrl(call),
    bucket: call.bucketName,
    owner: call.bucket.owner,
    key: stored.key,
    etag: stored.etag,
    size: stored.size,
    mimeType: stored.contentType,
    crc64: stored.crc64,
    contentMd5: stored.contentMd5,
    read: (offset, length) => readStored(call, stored, offset, length),
    headers,
    note: (name, facts) => call.note(name, facts),
  });
}

/** @throws Error when the object is no longer the one that was uploaded. */
async function readStored(
  { store, bucketName }: Call,
  { key, versionId, etag }: StoredUpload,
  offset: number,
  length: number,
): Promise<Buffer> {
  const object = await store.version(bucketName, key, versionId);
  if (object === undefined || object.type === 'DeleteMarker' || object.etag !== etag) {
    throw new Error('the object was deleted or replaced meanwhile');
  }
  const last = Math.min(offset + length, object.size) - 1;
  if (last < offset) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  await store.read(object, { first: offset, last }).pump(async (chunk) => {
    // The source uses its buffers again.
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}
