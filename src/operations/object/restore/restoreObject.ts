import { refuse } from '../../../errors/refuse.ts';
import type { Change, ObjectRecord, Restore } from '../../../store/store.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { type RestoreRequest, readRestoreRequest } from './read-request.ts';
import { archivedClass, DAY, restoreState, restoreTime, TIERS, type Tier } from './state.ts';

const MAX_BYTES = 16 * 1024;

/** operations.md §9. The copy is there when the server's clock says so; nothing runs until then. */
export const restoreObject = operation({
  name: 'RestoreObject',
  method: 'POST',
  resource: 'object',
  subResource: 'restore',
  action: 'oss:RestoreObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    const malformed = () => refuse('restore-malformed-xml');
    const request = readRestoreRequest(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    const found = await existingObject(call, versionId);
    // The object may be gone by the time of the change: what was found is answered for then.
    let outcome = requested(call, found, request);
    const restore: Change = (object) => {
      outcome = requested(call, object, request);
      return { state: { ...object.state, restore: outcome.restore } };
    };
    await call.store.updateObject(call.bucketName, call.key, restore, found.versionId);
    const headers = [...versionHeader(versionIdOf(call.bucket, found))];
    if (outcome.tier !== undefined) headers.push(['x-oss-object-restore-priority', outcome.tier]);
    return answer(outcome.status, headers);
  },
});

interface Outcome {
  readonly restore: Restore;
  /** 202 where a restoring begins or is sped up, 200 where a restored copy is kept longer. */
  readonly status: 200 | 202;
  /** The priority, where the class has several and a restoring is under way. */
  readonly tier: Tier | undefined;
}

/**
 * What a request makes of an object.
 * @throws OssError `restore-not-supported`, `restore-unknown-element`, `restore-days-invalid`, `restore-in-progress`,
 * `restore-tier-lower`.
 */
function requested(call: Call, object: ObjectRecord, { days = 1, named, tier }: RestoreRequest): Outcome {
  const { storageClass, state } = object;
  const archived = object.type === 'Symlink' ? undefined : archivedClass(storageClass);
  if (archived === undefined) {
    throw refuse('restore-not-supported', {
      Detail: 'RestoreObject operation does not support this object storage class',
    }).because({ storageClass, type: object.type });
  }
  if (named && !archived.tiers) throw refuse('restore-unknown-element').because({ storageClass });
  if (days < 1 || days > archived.maxDays) {
    throw refuse('restore-days-invalid', { ArgumentName: 'Days', ArgumentValue: `${days}` }).because({
      storageClass,
      most: archived.maxDays,
    });
  }
  const now = call.runtime.clock.now();
  const before = state?.restore;
  const readyAt = now + restoreTime(call.service.restore, storageClass, tier);
  const reached = restoreState(before, now);
  if (before === undefined || reached === 'frozen') {
    const restore = { requestedAt: now, readyAt, expiresAt: readyAt + days * DAY, tier };
    return { restore, status: 202, tier: archived.tiers ? tier : undefined };
  }
  if (reached === 'restoring') {
    const faster = TIERS.indexOf(tier) - TIERS.indexOf(before.tier as Tier);
    if (!archived.tiers || faster === 0) throw refuse('restore-in-progress').because({ readyAt: before.readyAt });
    if (faster < 0) throw refuse('restore-tier-lower').because({ tier, underWay: before.tier });
    const ready = Math.min(before.readyAt, readyAt);
    return { restore: { requestedAt: now, readyAt: ready, expiresAt: ready + days * DAY, tier }, status: 202, tier };
  }
  const expiresAt = Math.min(before.expiresAt + days * DAY, before.readyAt + archived.maxDays * DAY);
  return { restore: { ...before, expiresAt }, status: 200, tier: undefined };
}
