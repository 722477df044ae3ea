import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { checkObjectWorm } from './lock.ts';

/** operations.md §11.7. */
export const getObjectLegalHold = operation({
  name: 'GetObjectLegalHold',
  method: 'GET',
  resource: 'object',
  subResource: 'legalHold',
  action: 'oss:GetObjectLegalHold',
  access: 'manage',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    checkObjectWorm(call.bucket);
    const object = await existingObject(call, versionId);
    return xmlAnswer(
      xmlDocument(['LegalHold', [['Status', object.state?.legalHold ? 'ON' : 'OFF']]]),
      versionHeader(versionIdOf(call.bucket, object)),
    );
  },
});
