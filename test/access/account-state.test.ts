import { describe, expect, it } from 'vitest';
import { checkAccountState } from '../../src/access/account-state.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { ACCOUNT_STATUSES, type AccountStatus } from '../../src/identity/account-status.ts';
import { ANONYMOUS, type Principal } from '../../src/identity/principal.ts';
import type { BucketRecord } from '../../src/store/store.ts';
import { operationNamed } from './requests.ts';

const caller: Principal = { kind: 'root', account: '1', accessKeyId: 'k' };
const user: Principal = { kind: 'user', account: '1', accessKeyId: 'k', userId: '2', name: 'alice' };
const bucket = { name: 'docs', owner: '3' } as BucketRecord;

/** The cause of the refusal, or what goes into the record. */
function check(operation: string, principal: Principal, where: BucketRecord | undefined, states: States): unknown {
  const request = { operation: operationNamed(operation), principal, bucket: where, bucketName: where?.name ?? '' };
  try {
    return checkAccountState(request, (account) => states[account]);
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    return error.cause;
  }
}

type States = Readonly<Record<string, AccountStatus>>;

/** access.md §15: what each state stops, for the caller's own account and for the owner of the bucket. */
const STATES: readonly (readonly [AccountStatus, asCaller: string, newBucket: string, asOwner: string])[] = [
  ['active', 'served', 'served', 'served'],
  ['overdue', 'served', 'bucket-created-in-arrears', 'served'],
  ['arrears', 'user-disabled', 'user-disabled', 'user-disabled'],
  ['banned', 'user-disabled', 'user-disabled', 'user-disabled'],
  ['indebted', 'served', 'served', 'account-in-debt'],
  ['indebted-overdue', 'served', 'served', 'account-in-debt-overdue'],
  ['frozen', 'served', 'served', 'bucket-owner-abnormal'],
  ['not-sold-here', 'served', 'served', 'bid-blocked'],
];

it('the table has every state', () => {
  expect(STATES.map(([status]) => status)).toEqual(Object.keys(ACCOUNT_STATUSES));
});

describe.each(STATES)('an account that is %s', (status, asCaller, newBucket, asOwner) => {
  const served = (caller: AccountStatus, owner: AccountStatus) => (status === 'active' ? undefined : { caller, owner });
  const expected = (outcome: string, facts: object | undefined) => (outcome === 'served' ? facts : outcome);

  it.each([caller, user])('sends requests ($kind)', (principal) => {
    const asked = check('GetObject', principal, bucket, { 1: status });
    expect(asked).toEqual(expected(asCaller, served(status, 'active')));
  });

  it('makes a bucket, or sets the ACL of one that is there', () => {
    expect(check('PutBucket', caller, undefined, { 1: status })).toEqual(expected(newBucket, served(status, 'active')));
    expect(check('PutBucketAcl', caller, bucket, { 1: status })).toEqual(expected(asCaller, served(status, 'active')));
  });

  it.each([caller, ANONYMOUS])('has a bucket that somebody else asks for ($kind)', (principal) => {
    expect(check('GetObject', principal, bucket, { 3: status })).toEqual(expected(asOwner, served('active', status)));
  });
});

it("the caller's own state is told before the owner's", () => {
  expect(check('GetObject', caller, bucket, { 1: 'arrears', 3: 'frozen' })).toBe('user-disabled');
  expect(check('GetObject', caller, bucket, { 1: 'frozen', 3: 'indebted' })).toBe('account-in-debt');
});

it('an account that is not configured is served', () => {
  expect(check('GetObject', caller, bucket, {})).toBeUndefined();
});

it('the refusal names the bucket, where there is one', () => {
  const refusal = (where: BucketRecord | undefined): unknown => {
    const request = {
      operation: operationNamed('GetObject'),
      principal: caller,
      bucket: where,
      bucketName: where?.name ?? '',
    };
    try {
      checkAccountState(request, () => 'arrears');
    } catch (error) {
      return (error as OssError).details.BucketName;
    }
    throw new Error('it was served');
  };
  expect(refusal(bucket)).toBe('docs');
  expect(refusal(undefined)).toBeUndefined();
});
