import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { taggingDocument } from '../tagging.ts';

/** operations.md §6.13: an empty set where there are none. */
export const getObjectTagging = operation({
  name: 'GetObjectTagging',
  method: 'GET',
  resource: 'object',
  subResource: 'tagging',
  action: 'oss:GetObjectTagging',
  access: 'manage',
  support: 'works',
  async run(call) {
    const object = await existingObject(call, requestedVersion(call));
    const document = xmlDocument(taggingDocument(object.tagging));
    return xmlAnswer(document, versionHeader(versionIdOf(call.bucket, object)));
  },
});
