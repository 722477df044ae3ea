import { answer, operation } from '../operation.ts';
import { checkRequestedVersion } from '../version-id.ts';
import { refuseEncryptionHeader } from './encryption.ts';

/** operations.md §6.8: 204 whether there was an object or not. */
export const deleteObject = operation({
  name: 'DeleteObject',
  method: 'DELETE',
  resource: 'object',
  action: 'oss:DeleteObject',
  access: 'write',
  support: 'works',
  async run(call) {
    checkRequestedVersion(call);
    refuseEncryptionHeader(call);
    const { removed } = await call.store.deleteObject(call.bucketName, call.key);
    call.note('delete', { existed: removed !== undefined });
    return answer(204);
  },
});
