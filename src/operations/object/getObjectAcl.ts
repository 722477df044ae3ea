import { xmlDocument } from '../../xml/write.ts';
import { ownerElement } from '../list-arguments.ts';
import { operation, xmlAnswer } from '../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../version-id.ts';
import { existingObject } from './existing.ts';

/** operations.md §6.12: the object's own ACL, `default` until one is set. */
export const getObjectAcl = operation({
  name: 'GetObjectAcl',
  method: 'GET',
  resource: 'object',
  subResource: 'acl',
  action: 'oss:GetObjectAcl',
  access: 'read-acl',
  support: 'works',
  async run(call) {
    const object = await existingObject(call, requestedVersion(call));
    return xmlAnswer(
      xmlDocument([
        'AccessControlPolicy',
        [ownerElement(call.bucket.owner), ['AccessControlList', [['Grant', object.acl]]]],
      ]),
      versionHeader(versionIdOf(call.bucket, object)),
    );
  },
});
