import { createHash } from 'node:crypto';
import { describeObject, lastModifiedOf } from '../../metadata.ts';
import { answer, operation } from '../../operation.ts';
import { checkOverwrite, overwriteGuard } from '../../overwrite.ts';
import { versionHeader } from '../../version-id.ts';
import { makeWay } from '../directory/hierarchy.ts';
import { requestedTarget } from './target.ts';

/**
 * operations.md §6.11. Whether the target exists, what it is and who may read it is asked when the link is read. The ETag
 * is opaque; here it follows from the target's key.
 */
export const putSymlink = operation({
  name: 'PutSymlink',
  method: 'PUT',
  resource: 'object',
  subResource: 'symlink',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const symlinkTarget = requestedTarget(call.request.headers);
    const guard = overwriteGuard(call);
    const description = describeObject(call);
    const lastModified = lastModifiedOf(call);
    await checkOverwrite(call, guard);
    const etag = createHash('md5').update(symlinkTarget).digest('hex').toUpperCase();
    const link = {
      ...description,
      bucket: call.bucketName,
      key: call.key,
      type: 'Symlink',
      etag,
      lastModified,
      encryption: [],
      state: { ...description.state, symlinkTarget },
    } as const;
    await makeWay(call, call.key);
    const versionId = await call.store.put(link, await call.store.stage(0).finish(), guard);
    return answer(200, [['ETag', `"${etag}"`], ...versionHeader(versionId)]);
  },
});
