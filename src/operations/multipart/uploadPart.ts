import { refuse } from '../../errors/refuse.ts';
import { checkPartEncryption, checkPartSize } from '../client-encryption.ts';
import { refuseEncryptionHeader } from '../object/encryption.ts';
import { answer, operation } from '../operation.ts';
import { MAX_UPLOAD_BYTES, receiveContent } from '../receive.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { checkSequence, findUpload, partNumber } from './uploads.ts';

/** operations.md §7.2. Whether a part is too small is looked at when the upload is completed, not here. */
export const uploadPart = operation({
  name: 'UploadPart',
  method: 'PUT',
  resource: 'object',
  subResource: 'uploadId',
  alsoSubResource: 'partNumber',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  takesBody: true,
  async run(call) {
    const number = partNumber(call);
    refuseEncryptionHeader(call);
    limitTraffic(call);
    const upload = await findUpload(call, 'no-such-upload-for-part');
    await checkSequence(call, upload, number, 'part-already-exists');
    checkPartEncryption(call.request.headers, upload, number);

    const content = await receiveContent(call, { limit: MAX_UPLOAD_BYTES });
    try {
      checkPartSize(upload, number, content.size);
    } catch (error) {
      await content.discard();
      throw error;
    }
    const etag = content.md5.toString('hex').toUpperCase();
    const { crc64 } = content;
    const part = { number, etag, lastModified: call.runtime.clock.now() };
    if (!(await call.store.putPart(upload.id, part, content))) {
      throw refuse('no-such-upload-for-part', { UploadId: upload.id });
    }
    return answer(200, [['ETag', `"${etag}"`], ['x-oss-hash-crc64ecma', crc64], ...upload.object.encryption]);
  },
});
