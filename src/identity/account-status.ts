import type { Cause } from '../errors/refuse.ts';

/** What a state stops: requests of the account and for its buckets, only the latter, or only new buckets. */
export interface AccountState {
  readonly stops: 'nothing' | 'new-buckets' | 'its-buckets' | 'everything';
  readonly cause?: Cause;
}

/** The states of an account (access.md §15). */
export const ACCOUNT_STATUSES = {
  active: { stops: 'nothing' },
  /** The bill is unpaid, for less than a day. */
  overdue: { stops: 'new-buckets', cause: 'bucket-created-in-arrears' },
  /** The bill has been unpaid for more than a day. */
  arrears: { stops: 'everything', cause: 'user-disabled' },
  /** Stopped for a security violation. */
  banned: { stops: 'everything', cause: 'user-disabled' },
  indebted: { stops: 'its-buckets', cause: 'account-in-debt' },
  'indebted-overdue': { stops: 'its-buckets', cause: 'account-in-debt-overdue' },
  frozen: { stops: 'its-buckets', cause: 'bucket-owner-abnormal' },
  /** Opened through a partner site that does not sell OSS. */
  'not-sold-here': { stops: 'its-buckets', cause: 'bid-blocked' },
} as const satisfies Record<string, AccountState>;

export type AccountStatus = keyof typeof ACCOUNT_STATUSES;
