import { refuse } from '../../../errors/refuse.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { readTagging } from '../tagging.ts';

/** Ten tags with every character percent-encoded would be shorter. */
const MAX_BYTES = 64 * 1024;

/** operations.md §6.13. Replaces all tags; Last-Modified stays what it was. A symlink has tags of its own. */
export const putObjectTagging = operation({
  name: 'PutObjectTagging',
  method: 'PUT',
  resource: 'object',
  subResource: 'tagging',
  action: 'oss:PutObjectTagging',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const versionId = requestedVersion(call);
    const malformed = () => refuse('tagging-malformed-xml');
    const tagging = readTagging(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    const object = await existingObject(call, versionId);
    await call.store.updateObject(call.bucketName, call.key, { tagging }, object.versionId);
    return answer(200, versionHeader(versionIdOf(call.bucket, object)));
  },
});
