import { refuse } from '../../../errors/refuse.ts';
import type { Change, ObjectRecord } from '../../../store/store.ts';
import { answer, operation } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { archivedClass, restoreState } from './state.ts';

/** Gives up a restored copy before it expires (operations.md §9). */
export const cleanRestoredObject = operation({
  name: 'CleanRestoredObject',
  method: 'POST',
  resource: 'object',
  subResource: 'cleanRestoredObject',
  action: 'oss:CleanRestoredObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const found = await existingObject(call, requestedVersion(call));
    const clean: Change = (object) => {
      checkRestoredCopy(object, call.runtime.clock.now());
      return { state: { ...object.state, restore: undefined } };
    };
    await call.store.updateObject(call.bucketName, call.key, clean, found.versionId);
    return answer(200, versionHeader(versionIdOf(call.bucket, found)));
  },
});

/** @throws OssError `restore-not-supported`, `never-restored`, `restored-copy-not-finished`. */
function checkRestoredCopy({ storageClass, type, state }: ObjectRecord, now: number): void {
  if (type === 'Symlink' || archivedClass(storageClass) === undefined) {
    throw refuse('restore-not-supported', {
      Detail: 'CleanRestoredObject operation does not support this object storage class',
    }).because({ storageClass, type });
  }
  const reached = restoreState(state?.restore, now);
  if (reached === 'frozen') throw refuse('never-restored');
  if (reached === 'restoring') throw refuse('restored-copy-not-finished');
}
