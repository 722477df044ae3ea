import { refuse } from '../errors/refuse.ts';
import type { BucketRecord, Guard, ObjectRecord } from '../store/store.ts';
import { OBJECT_WORM } from './bucket/object-worm/configuration.ts';
import { DAY, WORM, wormOf } from './bucket/worm/policy.ts';
import type { Call } from './operation.ts';

/** What keeps an object from being deleted or overwritten. */
export type Protection = 'bucket-worm' | 'legal-hold' | 'compliance' | 'governance';

/** What protects an object at this instant, the strongest first; undefined when nothing does (operations.md §5.12, §11.7). */
export function immutable(object: ObjectRecord, bucket: BucketRecord, now: number): Protection | undefined {
  const policy = wormOf(bucket, now);
  if (policy !== undefined && now < object.lastModified + policy.days * DAY) return 'bucket-worm';
  const { state } = object;
  if (state === undefined) return undefined;
  if (state.legalHold) return 'legal-hold';
  const { retention } = state;
  if (retention === undefined || now >= retention.until) return undefined;
  return retention.mode === 'COMPLIANCE' ? 'compliance' : 'governance';
}

/**
 * Lets nothing protected be deleted or overwritten: throws `object-immutable`. Undefined in buckets that protect nothing,
 * so that writes to them need not look at what is there. Hot.
 * @param bypass whether retention in governance mode does not count.
 */
export function protectionGuard({ bucket, runtime }: Call, bypass = false): Guard | undefined {
  const { documents } = bucket;
  if (documents[WORM] === undefined && documents[OBJECT_WORM] === undefined) return undefined;
  return (object) => {
    const by = immutable(object, bucket, runtime.clock.now());
    if (by === undefined || (by === 'governance' && bypass)) return;
    throw refuse('object-immutable').because({ by, lastModified: object.lastModified, state: object.state });
  };
}

/**
 * As `protectionGuard`, for deletions, which may bypass governance mode.
 * @throws OssError an AccessDenied when the request asks to bypass it and the caller may not.
 */
export async function removalGuard(call: Call): Promise<Guard | undefined> {
  if (protectionGuard(call) === undefined) return undefined;
  return protectionGuard(call, await bypassesGovernance(call));
}

/**
 * Whether the request asks to bypass governance mode, and its caller may.
 * @throws OssError an AccessDenied when the caller may not.
 */
export async function bypassesGovernance(call: Call): Promise<boolean> {
  if (call.request.headers.get('x-oss-bypass-governance-retention') !== 'true') return false;
  const { bucket, key } = call;
  await call.permit({ action: 'oss:BypassGovernanceRetention', access: 'manage', bucket, key });
  return true;
}
