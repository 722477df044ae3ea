import { refuse } from '../../../errors/refuse.ts';
import { receiveDocument } from '../../document.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { objectWormOf } from '../object-worm/configuration.ts';
import { keepWorm, MAX_BYTES, readDays, wormOf } from './policy.ts';

/** Protects every object of the bucket at once; the policy is gone after a day unless it is locked (operations.md §5.12). */
export const initiateBucketWorm = operation({
  name: 'InitiateBucketWorm',
  method: 'POST',
  resource: 'bucket',
  subResource: 'worm',
  action: 'oss:InitiateBucketWorm',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('worm-malformed-xml');
    const days = readDays(await receiveDocument(call, { limit: MAX_BYTES, malformed }), 'InitiateWormConfiguration');
    const now = call.runtime.clock.now();
    const { bucket } = call;
    if (wormOf(bucket, now) !== undefined) throw refuse('worm-exists');
    checkVersioning(call);
    if (objectWormOf(bucket) !== undefined) throw refuse('worm-and-object-worm');
    const id = call.runtime.ids.upload();
    await keepWorm(call, { id, state: 'InProgress', days, createdAt: now });
    return answer(200, [['x-oss-worm-id', id]]);
  },
});

/**
 * Today a bucket may have versions beside a policy as long as versioning is on (InitiateBucketWorm page of December 2025);
 * until then the two excluded each other (EC page 0027-00000003).
 * @throws OssError `worm-and-versioning`.
 */
function checkVersioning({ bucket, service }: Call): void {
  const { versioning } = bucket;
  if (versioning === undefined || (versioning === 'Enabled' && service.wire === 'current')) return;
  throw refuse('worm-and-versioning').because({ versioning });
}
