import { refuse } from '../../errors/refuse.ts';
import { answer, operation } from '../operation.ts';
import { checkRequestedVersion } from '../version-id.ts';
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
    checkRequestedVersion(call);
    const acl = requestedAcl(call);
    if (acl === undefined) throw refuse('object-acl-missing');
    await existingObject(call);
    await call.store.updateObject(call.bucketName, call.key, { acl });
    return answer(200);
  },
});
