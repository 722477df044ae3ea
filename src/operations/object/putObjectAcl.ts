import { refuse } from '../../errors/refuse.ts';
import { answer, operation } from '../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../version-id.ts';
import { requestedAcl } from './acl.ts';
import { existingObject } from './existing.ts';

/** operations.md §6.12. Last-Modified stays what it was. */
export const putObjectAcl = operation({
  name: 'PutObjectAcl',
  method: 'PUT',
  resource: 'object',
  subResource: 'acl',
  action: 'oss:PutObjectAcl',
  access: 'write-acl',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    const acl = requestedAcl(call);
    if (acl === undefined) throw refuse('object-acl-missing');
    const object = await existingObject(call, versionId);
    await call.store.updateObject(call.bucketName, call.key, { acl }, object.versionId);
    return answer(200, versionHeader(versionIdOf(call.bucket, object)));
  },
});
