import type { Facts } from '../errors/oss-error.ts';
import { type Cause, type Details, refuse } from '../errors/refuse.ts';
import { ACCOUNT_STATUSES, type AccountState, type AccountStatus } from '../identity/account-status.ts';
import type { Principal } from '../identity/principal.ts';
import type { Operation } from '../operations/operation.ts';
import type { BucketRecord } from '../store/store.ts';

/** Whose state counts. */
export interface StateRequest {
  readonly operation: Operation;
  readonly principal: Principal;
  readonly bucket: BucketRecord | undefined;
  readonly bucketName: string;
}

/**
 * Whether the caller's account and the bucket owner's may be served at all (access.md §15).
 * @param statusOf undefined for an account that is not configured.
 * @throws OssError `user-disabled` and the other causes of `ACCOUNT_STATUSES`.
 */
export function checkAccountState(
  { operation, principal, bucket, bucketName }: StateRequest,
  statusOf: (account: string) => AccountStatus | undefined,
): Facts | undefined {
  const caller = principal.kind === 'anonymous' ? 'active' : (statusOf(principal.account) ?? 'active');
  const owner = bucket === undefined ? 'active' : (statusOf(bucket.owner) ?? 'active');
  if (caller === 'active' && owner === 'active') return undefined;
  const callerState: AccountState = ACCOUNT_STATUSES[caller];
  const ownerState: AccountState = ACCOUNT_STATUSES[owner];
  const facts = { caller, owner };
  const isNewBucket = operation.createsBucket === true && bucket === undefined;
  const stopped =
    callerState.stops === 'everything' || (callerState.stops === 'new-buckets' && isNewBucket)
      ? callerState.cause
      : ownerState.stops === 'everything' || ownerState.stops === 'its-buckets'
        ? ownerState.cause
        : undefined;
  if (stopped === undefined) return facts;
  const details = { BucketName: bucketName === '' ? undefined : bucketName };
  throw refuse<Cause>(stopped, details as Details<Cause>).because(facts);
}
