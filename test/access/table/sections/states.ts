import { ELSEWHERE } from '../cast.ts';
import { allow, at, each, type Section } from '../section.ts';

const buckets = { docs: { acl: 'public-read' }, theirs: { owner: ELSEWHERE, acl: 'public-read' } } as const;
const policies = { all: [allow('oss:*', at('*'))] };
const holds = { alice: ['all'], courier: ['all'], mallory: ['all'] };
const COMPANYS = ['owner', 'alice', 'courier'] as const;

/** access.md §15: whether an account is served at all comes before what its people may do. */
export const states: readonly Section[] = [
  {
    rule: 'an account in arrears is not served, nor are its buckets to anybody',
    ...{ policies, holds, buckets, status: { company: 'arrears' } },
    rows: [
      ...each(COMPANYS, ['GetObject docs/k', 'ListBuckets', 'GetObject theirs/k'], 'user-disabled'),
      ...each(['stranger', 'anonymous'], ['GetObject docs/k', 'ListObjects docs'], 'user-disabled'),
      ['bob', 'GetObject docs/k', 'user-disabled'],
      ['stranger', 'GetObject theirs/k', 'owner'],
      ['anonymous', 'GetObject theirs/k', 'acl bucket public-read'],
    ],
  },
  {
    rule: 'an account stopped for security is answered likewise',
    ...{ policies, holds, buckets, status: { elsewhere: 'banned' } },
    rows: [
      ...each(['stranger', 'mallory'], ['GetObject docs/k', 'GetObject theirs/k', 'PutBucket fresh'], 'user-disabled'),
      ['owner', 'GetObject theirs/k', 'user-disabled'],
      ['owner', 'GetObject docs/k', 'owner'],
    ],
  },
  {
    rule: 'an overdue bill stops new buckets and nothing else',
    ...{ policies, holds, buckets, status: { company: 'overdue' } },
    rows: [
      ...each(['owner', 'alice'], ['PutBucket fresh', 'PutBucketAcl fresh'], 'bucket-created-in-arrears'),
      ['owner', 'PutBucket docs', 'owner'],
      ['owner', 'PutBucketAcl docs', 'owner'],
      ['owner', 'PutObject docs/new', 'owner'],
      ['alice', 'GetObject docs/k', 'ram-policy all[0]'],
      ['anonymous', 'GetObject docs/k', 'acl bucket public-read'],
      ['stranger', 'PutBucket fresh', 'owner'],
    ],
  },
  {
    rule: 'the buckets of a frozen account are shut, for itself as for others',
    ...{ policies, holds, buckets, status: { company: 'frozen' } },
    rows: [
      ...each(
        ['owner', 'alice', 'stranger', 'anonymous'],
        ['GetObject docs/k', 'ListObjects docs'],
        'bucket-owner-abnormal',
      ),
      ['owner', 'GetObject theirs/k', 'acl bucket public-read'],
      ['owner', 'ListBuckets', 'owner'],
    ],
  },
  {
    rule: 'the buckets of an indebted account are shut in words of their own',
    ...{ policies, holds, buckets, status: { company: 'indebted', elsewhere: 'indebted-overdue' } },
    rows: [
      ...each(['owner', 'anonymous'], ['GetObject docs/k'], 'account-in-debt'),
      ...each(['owner', 'stranger', 'anonymous'], ['GetObject theirs/k'], 'account-in-debt-overdue'),
      ['stranger', 'ListBuckets', 'owner'],
    ],
  },
  {
    rule: 'an account of a partner that does not sell OSS has no buckets to serve',
    ...{ policies, holds, buckets, status: { elsewhere: 'not-sold-here' } },
    rows: [
      ...each(['stranger', 'anonymous', 'owner'], ['GetObject theirs/k'], 'bid-blocked'),
      ['stranger', 'GetObject docs/k', 'acl bucket public-read'],
    ],
  },
];
