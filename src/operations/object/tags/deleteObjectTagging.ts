import { answer, operation } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';

/** operations.md §6.13: 204 also where there were none. */
export const deleteObjectTagging = operation({
  name: 'DeleteObjectTagging',
  method: 'DELETE',
  resource: 'object',
  subResource: 'tagging',
  action: 'oss:DeleteObjectTagging',
  access: 'manage',
  support: 'works',
  async run(call) {
    const object = await existingObject(call, requestedVersion(call));
    await call.store.updateObject(call.bucketName, call.key, { tagging: undefined }, object.versionId);
    return answer(204, versionHeader(versionIdOf(call.bucket, object)));
  },
});
