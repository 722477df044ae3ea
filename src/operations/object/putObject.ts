import { refuse } from '../../errors/refuse.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { answerByCallback, requestedCallback } from '../callback.ts';
import { checkEnvelope } from '../client-encryption.ts';
import { describeObject, lastModifiedOf } from '../metadata.ts';
import { answer, type Call, operation } from '../operation.ts';
import { checkOverwrite, overwriteGuard } from '../overwrite.ts';
import { MAX_UPLOAD_BYTES, receiveContent } from '../receive.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { versionHeader } from '../version-id.ts';
import { storeNormal } from './store-normal.ts';

const PRECONDITIONS = ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'];

/** operations.md §6.1. */
export const putObject = operation({
  name: 'PutObject',
  method: 'PUT',
  resource: 'object',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  takesBody: true,
  async run(call) {
    refusePreconditions(call);
    limitTraffic(call);
    const guard = overwriteGuard(call);
    checkEnvelope(call.request.headers);
    const description = describeObject(call);
    const lastModified = lastModifiedOf(call);
    await checkOverwrite(call, guard);
    const callback = await requestedCallback(call);

    const content = await receiveContent(call, { limit: MAX_UPLOAD_BYTES });
    // Asked again: a retention policy may have begun while the body came.
    const upload = { key: call.key, content, description, lastModified, guard: overwriteGuard(call) };
    const { etag, versionId } = await storeNormal(call, upload);
    const { size, crc64 } = content;
    const contentMd5 = content.md5.toString('base64');
    const sentBack: HeaderList = [
      ['ETag', `"${etag}"`],
      ['x-oss-hash-crc64ecma', crc64],
      ...description.encryption,
      ['Content-MD5', contentMd5],
      ...versionHeader(versionId),
    ];
    if (callback === undefined) return answer(200, sentBack);
    const stored = { key: call.key, versionId, etag, size, contentType: description.contentType, crc64, contentMd5 };
    return answerByCallback(call, callback, 'PutObject', stored, sentBack);
  },
});

function refusePreconditions(call: Call): void {
  for (const name of PRECONDITIONS) {
    if (call.request.headers.has(name.toLowerCase())) throw refuse('precondition-on-put', { Header: name });
  }
}
