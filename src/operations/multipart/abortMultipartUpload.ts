import { refuse } from '../../errors/refuse.ts';
import { answer, operation } from '../operation.ts';
import { findUpload } from './uploads.ts';

/** operations.md §7.5. */
export const abortMultipartUpload = operation({
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  resource: 'object',
  subResource: 'uploadId',
  action: 'oss:AbortMultipartUpload',
  access: 'write',
  support: 'works',
  async run(call) {
    const upload = await findUpload(call, 'no-such-upload');
    if (!(await call.store.abortUpload(upload.id))) throw refuse('no-such-upload', { UploadId: upload.id });
    return answer(204);
  },
});
