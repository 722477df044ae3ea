import { xmlDocument } from '../../xml/write.ts';
import { checkClientEncryption } from '../client-encryption.ts';
import { encodingElement, encodingType } from '../list-arguments.ts';
import { describeObject } from '../metadata.ts';
import { askedLock } from '../object/retention/lock.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { checkOverwrite, overwriteGuard } from '../overwrite.ts';

/**
 * operations.md §7.1. What is said about the object here comes into effect when the upload is completed. The ACL does not
 * belong here: it is taken from CompleteMultipartUpload.
 */
export const initiateMultipartUpload = operation({
  name: 'InitiateMultipartUpload',
  method: 'POST',
  resource: 'object',
  subResource: 'uploads',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const encoding = encodingType(call);
    checkClientEncryption(call.request.headers);
    // The bucket's own retention begins with the object, at completion.
    const state = askedLock(call, call.request.headers);
    const object = { ...describeObject(call), acl: 'default', state } as const;
    await checkOverwrite(call, overwriteGuard(call));

    const upload = {
      id: call.runtime.ids.upload(),
      bucket: call.bucketName,
      key: call.key,
      initiatedAt: call.runtime.clock.now(),
      sequential: call.request.query.has('sequential'),
      object,
    };
    await call.store.createUpload(upload);
    return xmlAnswer(
      xmlDocument([
        'InitiateMultipartUploadResult',
        [
          encodingElement(encoding),
          ['Bucket', upload.bucket],
          ['Key', encoding.print(upload.key)],
          ['UploadId', upload.id],
        ],
      ]),
      object.encryption,
    );
  },
});
