import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { receiveDocument } from '../../document.ts';
import { answer, operation } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { checkObjectWorm, readHold } from './lock.ts';

const MAX_BYTES = 4096;

/** operations.md §11.7. A hold has no end of its own and counts beside the retention. */
export const putObjectLegalHold = operation({
  name: 'PutObjectLegalHold',
  method: 'PUT',
  resource: 'object',
  subResource: 'legalHold',
  action: 'oss:PutObjectLegalHold',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const versionId = requestedVersion(call);
    const malformed = () => refuse('retention-malformed-xml');
    const legalHold = readDocument(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    checkObjectWorm(call.bucket);
    const found = await existingObject(call, versionId);
    await call.store.updateObject(
      call.bucketName,
      call.key,
      ({ state }) => ({ state: { ...state, legalHold } }),
      found.versionId,
    );
    return answer(200, versionHeader(versionIdOf(call.bucket, found)));
  },
});

/** @throws OssError `retention-malformed-xml`. */
function readDocument(root: XmlNode | undefined): boolean {
  const hold = root?.name === 'LegalHold' ? readHold(texts(root, 'Status')[0]) : undefined;
  if (hold === undefined) throw refuse('retention-malformed-xml');
  return hold;
}
