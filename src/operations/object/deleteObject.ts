import { removalGuard } from '../immutable.ts';
import { answer, operation } from '../operation.ts';
import { requestedVersion } from '../version-id.ts';
import { refuseEncryptionHeader } from './encryption.ts';

/**
 * operations.md §6.8, §8: 204 whether there was an object or not. With versioning it leaves a delete marker; a named
 * version is gone for good.
 */
export const deleteObject = operation({
  name: 'DeleteObject',
  method: 'DELETE',
  resource: 'object',
  action: 'oss:DeleteObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    refuseEncryptionHeader(call);
    const guard = await removalGuard(call);
    const { removed, marker } = await call.store.deleteObject(call.bucketName, call.key, versionId, guard);
    call.note('delete', { existed: removed !== undefined, marker: marker?.versionId });
    const headers: [string, string][] = [];
    if (marker !== undefined || removed?.type === 'DeleteMarker') headers.push(['x-oss-delete-marker', 'true']);
    const named = marker?.versionId ?? versionId;
    if (named !== undefined) headers.push(['x-oss-version-id', named]);
    return answer(204, headers);
  },
});
