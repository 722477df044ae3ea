import type { FinishedUpload } from '../callback/callbacks.ts';
import type { CallbackRequest } from '../callback/read.ts';
import { refuse } from '../errors/refuse.ts';
import type { ObjectRecord, Store } from '../store/store.ts';
import type { HeaderList } from '../wire/headers.ts';
import type { Answer, Call } from './operation.ts';

/**
 * The callback that headers or query ask for; nothing to wait for where there is none. Before anything is stored.
 * @throws OssError what is wrong with its parameters (access.md §14.2).
 */
export function requestedCallback({ request, callbacks }: Call): Promise<CallbackRequest | undefined> | undefined {
  const { headers, query } = request;
  const header = headers.get('x-oss-callback');
  const inQuery = query.literal('callback');
  if (header === undefined && inQuery === undefined) return undefined;
  const headerVar = headers.get('x-oss-callback-var');
  return callbacks.read({ header, headerVar, query: inQuery, queryVar: query.literal('callback-var') });
}

/**
 * Calls back about an object that is stored, and answers for the upload.
 * @param headers of the upload's own answer.
 * @throws OssError a CallbackFailed, and the object stays; `no-such-key` when somebody deleted it meanwhile.
 */
export async function answerByCallback(
  call: Call,
  callback: CallbackRequest,
  operation: FinishedUpload['operation'],
  key: string,
  headers: HeaderList,
): Promise<Answer> {
  const { request, store } = call;
  const object = await store.object(call.bucketName, key);
  if (object === undefined) throw refuse('no-such-key', { Key: key }).because({ why: 'deleted before its callback' });
  return call.callbacks.perform(callback, {
    operation,
    requestId: request.id,
    requester: call.caller,
    clientIp: request.remoteAddress.replace(/^::ffff:/, ''),
    serviceUrl: `${request.scheme}://${request.endpoint}`,
    bucket: object.bucket,
    owner: call.bucket.owner,
    key: object.key,
    etag: object.etag,
    size: object.size,
    mimeType: object.contentType,
    crc64: object.crc64,
    contentMd5: object.contentMd5,
    read: (offset, length) => readBytes(store, object, offset, length),
    headers,
    note: (name, facts) => call.note(name, facts),
  });
}

async function readBytes(store: Store, object: ObjectRecord, offset: number, length: number): Promise<Buffer> {
  const last = Math.min(offset + length, object.size) - 1;
  if (last < offset) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  await store.read(object, { first: offset, last }).pump(async (chunk) => {
    // The source uses its buffers again.
    chunks.push(Buffer.from(chunk));
  });
  return Buffer.concat(chunks);
}
