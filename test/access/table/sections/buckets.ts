import { COMPANY, ELSEWHERE } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

/** access.md §8 "PutBucket quirk", §10.4, §15; operations.md §4.6. */
export const buckets: readonly Section[] = [
  {
    rule: 'a name that another account has taken is a conflict, not a matter of rights',
    policies: { maker: [allow(['oss:PutBucket', 'oss:PutBucketAcl'])] },
    holds: { alice: ['maker'], mallory: ['maker'] },
    buckets: { theirs: { owner: ELSEWHERE } },
    rows: [
      ...each(['stranger', 'mallory'], ['PutBucket docs', 'PutBucketAcl docs'], 'bucket-name-taken'),
      ...each(['owner', 'alice'], ['PutBucket theirs', 'PutBucketAcl theirs'], 'bucket-name-taken'),
      ['alice', 'PutBucket docs', 'ram-policy maker[0]'],
      ['alice', 'PutBucketAcl docs', 'ram-policy maker[0]'],
      ['alice', 'PutBucket fresh', 'ram-policy maker[0]'],
      ['alice', 'PutBucketAcl fresher', 'ram-policy maker[0]'],
      ['bob', 'PutBucket theirs', 'no-policy-allows'],
      ['bob', 'PutBucket fresh-too', 'no-policy-allows'],
      ['visitor', 'PutBucket docs', 'no-policy-allows'],
      ['anonymous', 'PutBucket docs', 'anonymous-management'],
      ['anonymous', 'PutBucket free', 'anonymous-service'],
    ],
  },
  {
    rule: 'making buckets is granted by name',
    policies: {
      some: [allow('oss:PutBucket', at('team-*')), deny('oss:PutBucket', at('team-core'))],
      all: [allow('oss:PutBucket', `acs:oss:*:${COMPANY}:*`)],
      theirs: [allow('oss:PutBucket', `acs:oss:*:${ELSEWHERE}:*`)],
    },
    holds: { alice: ['some'], bob: ['all'], courier: ['theirs'] },
    rows: [
      ['alice', 'PutBucket team-1', 'ram-policy some[0]'],
      ['alice', 'PutBucket team-core', 'ram-policy-denies'],
      ['alice', 'PutBucket other', 'no-policy-allows'],
      ['bob', 'PutBucket other', 'ram-policy all[0]'],
      ['courier', 'PutBucket team-2', 'no-policy-allows'],
    ],
  },
  {
    rule: 'making buckets is granted by region: that of the endpoint, since the bucket has none yet',
    policies: {
      here: [allow('oss:PutBucket', 'acs:oss:oss-cn-hangzhou:*:*')],
      there: [allow('oss:PutBucket', 'acs:oss:cn-shanghai:*:*')],
    },
    holds: { alice: ['here'], bob: ['there'] },
    rows: [
      ['alice', 'PutBucket other', 'ram-policy here[0]'],
      ['bob', 'PutBucket other', 'no-policy-allows'],
    ],
  },
  {
    rule: 'listing buckets is granted on the account as a whole',
    policies: {
      star: [allow('oss:ListBuckets', '*')],
      account: [allow('oss:ListBuckets', at('*'))],
      one: [allow('oss:List*', at('docs'))],
      never: [allow('oss:*'), deny('oss:ListBuckets')],
    },
    holds: { alice: ['star'], bob: ['account'], courier: ['one'], mallory: ['never'] },
    rows: [
      ['alice', 'ListBuckets', 'ram-policy star[0]'],
      ['bob', 'ListBuckets', 'ram-policy account[0]'],
      ['courier', 'ListBuckets', 'list-buckets-refused'],
      ['courier', 'ListObjects docs', 'ram-policy one[0]'],
      ['mallory', 'ListBuckets', 'ram-policy-denies'],
      ['visitor', 'ListBuckets', 'list-buckets-refused'],
    ],
  },
  {
    rule: 'each setting of a bucket is granted by its own action',
    policies: {
      settings: [
        allow(['oss:GetBucketReferer', 'oss:GetBucketTagging', 'oss:PutBucketCors', 'oss:GetBucketInfo'], at('docs')),
      ],
    },
    holds: { alice: ['settings'] },
    rows: [
      ...each(
        ['alice'],
        ['GetBucketReferer docs', 'GetBucketTags docs', 'PutBucketCors docs', 'GetBucketInfo docs', 'HeadBucket docs'],
        'ram-policy settings[0]',
      ),
      ...each(
        ['alice'],
        [
          'PutBucketReferer docs',
          'GetBucketAcl docs',
          'GetBucketStat docs',
          'GetBucketLocation docs',
          'DeleteBucket docs',
        ],
        'bucket-management-refused',
      ),
    ],
  },
  {
    rule: 'who does not own a bucket says that he pays where requesters pay',
    buckets: {
      docs: {
        requesterPays: true,
        policy: [allow(['oss:GetObject', 'oss:ListObjects'], at('docs', 'docs/*'), { Principal: ['*'] })],
      },
    },
    rows: [
      ...each(['stranger', 'mallory', 'anonymous'], ['GetObject docs/k', 'ListObjects docs'], 'requester-must-pay'),
      ['stranger', 'GetObject docs/k', 'bucket-policy [0]', { headers: { 'x-oss-request-payer': 'requester' } }],
      ['anonymous', 'GetObject docs/k', 'requester-must-pay', { headers: { 'x-oss-request-payer': 'requester' } }],
      ['stranger', 'PutObject docs/new', 'bucket-acl-refuses', { headers: { 'x-oss-request-payer': 'requester' } }],
      ['alice', 'GetObject docs/k', 'bucket-policy [0]'],
      ['owner', 'GetObject docs/k', 'owner'],
    ],
  },
];
