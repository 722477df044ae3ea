import { refuse } from '../../../errors/refuse.ts';
import type { Change, ObjectRecord } from '../../../store/store.ts';
import { httpDate } from '../../../wire/dates.ts';
import { answer, operation } from '../../operation.ts';
import { versionHeader, versionIdOf } from '../../version-id.ts';
import { requestedPosition, wrongPosition } from '../append-position.ts';
import { existingObject } from '../existing.ts';

/** Closes an appendable object for good (operations.md §6.7). Sealing it again changes nothing. */
export const sealAppendObject = operation({
  name: 'SealAppendObject',
  method: 'POST',
  resource: 'object',
  subResource: 'seal',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const position = requestedPosition(call);
    const found = await existingObject(call, undefined);
    const now = call.runtime.clock.now();
    let sealedAt = sealing(found, position, now);
    const seal: Change = (object) => {
      sealedAt = sealing(object, position, now);
      return { state: { ...object.state, sealedAt } };
    };
    await call.store.updateObject(call.bucketName, call.key, seal, found.versionId);
    return answer(200, [['x-oss-sealed-time', httpDate(sealedAt)], ...versionHeader(versionIdOf(call.bucket, found))]);
  },
});

/** When the object counts as sealed. @throws OssError `object-not-appendable`, `append-position-wrong`. */
function sealing({ type, size, state }: ObjectRecord, position: number, now: number): number {
  if (type !== 'Appendable') throw refuse('object-not-appendable').because({ type });
  if (position !== size) throw wrongPosition(position, size);
  return state?.sealedAt ?? now;
}
