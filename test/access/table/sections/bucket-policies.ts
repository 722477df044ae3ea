import { ALICE, BOB, COMPANY, ELSEWHERE, MALLORY } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

const to = (...Principal: string[]) => ({ Principal });
const HOME = { IpAddress: { 'acs:SourceIp': ['127.0.0.0/8'] } };
const AWAY = { IpAddress: { 'acs:SourceIp': ['203.0.113.0/24'] } };
const EVERYTHING = at('docs', 'docs/*');

/** access.md §10.1 steps 3 to 5 and §10.3 "Principal". */
export const bucketPolicies: readonly Section[] = [
  {
    rule: 'a bucket policy opens a bucket to those it names, of whatever account',
    buckets: {
      docs: {
        policy: [
          allow('oss:GetObject', at('docs/*'), to(ALICE, ELSEWHERE)),
          allow('oss:PutObject', at('docs/in/*'), to(MALLORY)),
          allow('oss:ListObjects', at('docs'), to(ALICE, MALLORY)),
        ],
      },
    },
    rows: [
      ['alice', 'GetObject docs/k', 'bucket-policy [0]'],
      ['alice', 'ListObjects docs', 'bucket-policy [2]'],
      ['alice', 'PutObject docs/in/k', 'bucket-acl-refuses'],
      ['bob', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['stranger', 'GetObject docs/k', 'bucket-policy [0]'],
      ['stranger', 'ListObjects docs', 'bucket-read-refused'],
      ['mallory', 'PutObject docs/in/k', 'bucket-policy [1]'],
      ['mallory', 'InitiateMultipartUpload docs/in/big', 'bucket-policy [1]'],
      ['mallory', 'PutObject docs/k', 'bucket-acl-refuses'],
      ['mallory', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['mallory', 'ListObjectsV2 docs', 'bucket-policy [2]'],
      ['anonymous', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['courier', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['owner', 'GetObject docs/k', 'owner'],
    ],
  },
  {
    rule: 'sessions are named by role and session, with wildcards',
    buckets: {
      docs: {
        policy: [
          allow('oss:GetObject', at('docs/one/*'), to(`arn:sts::${COMPANY}:assumed-role/courier/van`)),
          allow('oss:GetObject', at('docs/role/*'), to(`arn:sts::${COMPANY}:assumed-role/courier/*`)),
          allow('oss:GetObject', at('docs/account/*'), to(`arn:sts::${ELSEWHERE}:assumed-role/*/*`)),
        ],
      },
    },
    session: [allow('oss:*')],
    rows: [
      ['courier', 'GetObject docs/one/k', 'bucket-policy [0]'],
      ['narrowed', 'GetObject docs/one/k', 'bucket-acl-refuses'],
      ...each(['courier', 'narrowed'], ['GetObject docs/role/k'], 'bucket-policy [1]'),
      ['visitor', 'GetObject docs/role/k', 'bucket-acl-refuses'],
      ['visitor', 'GetObject docs/account/k', 'bucket-policy [2]'],
      ['courier', 'GetObject docs/account/k', 'bucket-acl-refuses'],
      ['stranger', 'GetObject docs/account/k', 'bucket-acl-refuses'],
    ],
  },
  {
    rule: 'the star is everyone, the anonymous too',
    buckets: {
      docs: {
        policy: [allow('oss:GetObject', at('docs/open/*'), to('*')), allow('oss:ListObjects', at('docs'), to('*'))],
      },
    },
    rows: [
      ...each(
        ['anonymous', 'alice', 'courier', 'stranger', 'mallory', 'visitor'],
        ['GetObject docs/open/k'],
        'bucket-policy [0]',
      ),
      ...each(['anonymous', 'alice', 'stranger'], ['ListObjects docs'], 'bucket-policy [1]'),
      ['anonymous', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['anonymous', 'PutObject docs/open/k', 'bucket-acl-refuses'],
      ['anonymous', 'ListObjectVersions docs', 'anonymous-list-private'],
    ],
  },
  {
    rule: 'a Deny for the star without a condition leaves the owner out',
    policies: { all: [allow('*')] },
    holds: { alice: ['all'] },
    buckets: { docs: { acl: 'public-read', policy: [deny('oss:*', EVERYTHING, to('*'))] } },
    rows: [
      ...each(['owner'], ['GetObject docs/k', 'ListObjects docs', 'PutObject docs/new'], 'owner'),
      ...each(
        ['alice', 'bob', 'stranger', 'mallory', 'anonymous'],
        ['GetObject docs/k', 'ListObjects docs'],
        'bucket-policy-denies',
      ),
      ['courier', 'UploadPart docs/big', 'bucket-policy-denies'],
      ['bob', 'GetObjectAcl docs/k', 'bucket-policy-denies'],
      ['alice', 'GetObject spare/k', 'ram-policy all[0]'],
    ],
  },
  {
    rule: 'a Deny for the star with a condition that holds is for the owner too',
    buckets: { docs: { policy: [deny('oss:PutObject', at('docs/*'), { ...to('*'), Condition: HOME })] } },
    rows: [
      ...each(['owner', 'alice', 'stranger', 'anonymous'], ['PutObject docs/new'], 'bucket-policy-denies'),
      ['owner', 'GetObject docs/k', 'owner'],
      ['alice', 'GetObject docs/k', 'bucket-acl-refuses'],
    ],
  },
  {
    rule: 'a condition that does not hold leaves the statement out',
    buckets: {
      docs: {
        policy: [
          deny('oss:*', EVERYTHING, { ...to('*'), Condition: AWAY }),
          allow('oss:GetObject', at('docs/home/*'), { ...to('*'), Condition: HOME }),
          allow('oss:GetObject', at('docs/away/*'), { ...to('*'), Condition: AWAY }),
        ],
      },
    },
    rows: [
      ['owner', 'GetObject docs/k', 'owner'],
      ...each(['alice', 'anonymous', 'stranger'], ['GetObject docs/home/k'], 'bucket-policy [1]'),
      ...each(['alice', 'anonymous', 'stranger'], ['GetObject docs/away/k'], 'bucket-acl-refuses'),
    ],
  },
  {
    rule: 'a Deny of the bucket policy beats an Allow of the RAM policy, and the other way round',
    policies: { carry: [allow('oss:*', EVERYTHING), deny('oss:DeleteObject')] },
    holds: { alice: ['carry'], courier: ['carry'] },
    buckets: {
      docs: {
        policy: [deny('oss:PutObject', at('docs/*'), to(ALICE)), allow('oss:DeleteObject', at('docs/*'), to('*'))],
      },
    },
    rows: [
      ['alice', 'PutObject docs/new', 'bucket-policy-denies'],
      ['alice', 'DeleteObject docs/k', 'ram-policy-denies'],
      ['courier', 'PutObject docs/new', 'ram-policy carry[0]'],
      ['courier', 'DeleteObject docs/k', 'ram-policy-denies'],
      ['bob', 'DeleteObject docs/k', 'bucket-policy [1]'],
      ['anonymous', 'DeleteObject docs/gone', 'bucket-policy [1]'],
    ],
  },
  {
    rule: 'where both deny, the answer has an EC of its own',
    policies: { guard: [deny('oss:GetObject')] },
    holds: { alice: ['guard'], courier: ['guard'], mallory: ['guard'] },
    buckets: { docs: { policy: [deny('oss:GetObject', at('docs/*'), to('*'))] } },
    rows: [
      ...each(['alice', 'courier'], ['GetObject docs/k', 'HeadObject docs/k'], 'both-policies-deny'),
      ['mallory', 'GetObject docs/k', 'bucket-policy-denies'],
      ['bob', 'GetObject docs/k', 'bucket-policy-denies'],
      ['alice', 'GetObject spare/k', 'ram-policy-denies'],
    ],
  },
  {
    rule: 'where both allow, the RAM policy is named; either is enough',
    policies: { reader: [allow('oss:GetObject', at('docs/ram/*', 'docs/both/*'))] },
    holds: { bob: ['reader'] },
    buckets: { docs: { policy: [allow('oss:GetObject', at('docs/bucket/*', 'docs/both/*'), to(BOB))] } },
    rows: [
      ['bob', 'GetObject docs/ram/k', 'ram-policy reader[0]'],
      ['bob', 'GetObject docs/bucket/k', 'bucket-policy [0]'],
      ['bob', 'GetObject docs/both/k', 'ram-policy reader[0]'],
      ['bob', 'GetObject docs/k', 'bucket-acl-refuses'],
    ],
  },
  {
    rule: 'the owner by its id can be denied, a statement without Principal is about nobody',
    buckets: {
      docs: { policy: [deny('oss:DeleteObject', at('docs/*'), to(COMPANY)), allow('oss:GetObject', at('docs/*'))] },
    },
    rows: [
      ['owner', 'DeleteObject docs/k', 'bucket-policy-denies'],
      ['owner', 'GetObject docs/k', 'owner'],
      ['alice', 'DeleteObject docs/k', 'bucket-acl-refuses'],
      ...each(['alice', 'stranger', 'anonymous'], ['GetObject docs/k'], 'bucket-acl-refuses'),
    ],
  },
];
