import { ELSEWHERE } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

const explicit = { detail: { NoPermissionType: 'ExplicitDeny' } } as const;

/** access.md §10.1 step 2 and services.md §2.3: what role and session policy both allow. */
export const sessions: readonly Section[] = [
  {
    rule: 'a session of a role without policies is refused like a RAM user without policies',
    session: [allow('oss:*')],
    rows: [
      ...each(['courier', 'narrowed'], ['ListBuckets'], 'list-buckets-refused'),
      ...each(
        ['courier', 'narrowed'],
        ['GetObject docs/k', 'PutObject docs/new', 'DeleteObject docs/k'],
        'bucket-acl-refuses',
      ),
      ...each(
        ['courier', 'narrowed'],
        ['InitiateMultipartUpload docs/big', 'UploadPart docs/big'],
        'no-right-to-object',
      ),
      ...each(['courier', 'narrowed'], ['ListObjects docs'], 'bucket-read-refused'),
      ...each(['courier', 'narrowed'], ['GetBucketReferer docs'], 'bucket-management-refused'),
      ...each(['courier', 'narrowed'], ['PutBucket another'], 'no-policy-allows'),
      ...each(['courier'], ['GetObjectAcl docs/k'], 'object-acl-read-refused'),
      ...each(['courier'], ['PutObjectAcl docs/k'], 'object-acl-write-refused'),
      ...each(['courier'], ['GetPublicAccessBlock'], 'access-denied'),
    ],
  },
  {
    rule: 'without a session policy the role decides alone',
    policies: { carry: [allow(['oss:GetObject', 'oss:PutObject'], at('docs/*'))] },
    holds: { courier: ['carry'] },
    rows: [
      ['courier', 'GetObject docs/k', 'ram-policy carry[0]'],
      ['courier', 'PutObject docs/new', 'ram-policy carry[0]'],
      ['courier', 'DeleteObject docs/k', 'bucket-acl-refuses'],
      ['courier', 'ListParts docs/big', 'no-right-to-object'],
      ['courier', 'GetObject spare/k', 'bucket-acl-refuses'],
      ['alice', 'GetObject docs/k', 'bucket-acl-refuses'],
    ],
  },
  {
    rule: 'a session policy narrows the role and never widens it',
    policies: { carry: [allow('oss:*', at('docs', 'docs/*'))] },
    holds: { courier: ['carry'] },
    session: [allow('oss:GetObject'), allow('oss:ListBuckets')],
    rows: [
      ['narrowed', 'GetObject docs/k', 'ram-policy carry[0]'],
      ['narrowed', 'HeadObject docs/k', 'ram-policy carry[0]'],
      ...each(
        ['narrowed'],
        [
          'PutObject docs/new',
          'DeleteObject docs/k',
          'InitiateMultipartUpload docs/big',
          'ListObjects docs',
          'PutBucketCors docs',
        ],
        'session-policy-refuses',
      ),
      ...each(
        ['narrowed'],
        ['GetObjectAcl docs/k', 'PutObjectAcl docs/k', 'DescribeRegions'],
        'session-policy-refuses',
      ),
      ['narrowed', 'DeleteMultipleObjects docs', 'session-policy-refuses', { keys: ['k'] }],
      ['narrowed', 'GetObject spare/k', 'bucket-acl-refuses'],
      ['narrowed', 'ListBuckets', 'list-buckets-refused'],
      ['courier', 'PutObject docs/new', 'ram-policy carry[0]'],
      ['courier', 'ListBuckets', 'list-buckets-refused'],
    ],
  },
  {
    rule: 'a Deny of the session policy is explicit, and is told before any other policy is looked at',
    policies: { carry: [allow('oss:*'), deny('oss:DeleteObject')] },
    holds: { courier: ['carry'] },
    session: [allow('oss:*'), deny(['oss:PutObject', 'oss:DeleteObject'], at('docs/*'))],
    buckets: { docs: { acl: 'public-read-write' } },
    rows: [
      ['narrowed', 'GetObject docs/k', 'ram-policy carry[0]'],
      ['narrowed', 'PutObject docs/new', 'session-policy-refuses', explicit],
      ['narrowed', 'DeleteObject docs/k', 'session-policy-refuses', explicit],
      ['narrowed', 'PutObject spare/new', 'ram-policy carry[0]'],
      ['narrowed', 'DeleteObject spare/k', 'ram-policy-denies'],
      ['courier', 'DeleteObject docs/k', 'ram-policy-denies'],
    ],
  },
  {
    rule: 'what the session policy does not allow stays closed where ACL or bucket policy are open to everyone',
    session: [allow('oss:GetObject', at('spare/*'))],
    buckets: {
      docs: { acl: 'public-read', policy: [{ ...allow('oss:PutObject', at('docs/*')), Principal: ['*'] }] },
      spare: { policy: [{ ...allow(['oss:GetObject', 'oss:PutObject'], at('spare/*')), Principal: ['*'] }] },
    },
    rows: [
      ['narrowed', 'GetObject docs/k', 'session-policy-refuses'],
      ['narrowed', 'PutObject docs/new', 'session-policy-refuses'],
      ['narrowed', 'GetObject spare/k', 'bucket-policy [0]'],
      ['narrowed', 'PutObject spare/new', 'session-policy-refuses'],
      ['courier', 'GetObject docs/k', 'acl bucket public-read'],
      ['courier', 'PutObject docs/new', 'bucket-policy [0]'],
    ],
  },
  {
    rule: "a role is its own account's, also on other accounts' buckets",
    policies: { all: [allow('*')] },
    holds: { visitor: ['all'], courier: ['all'] },
    session: [allow('*')],
    buckets: { theirs: { owner: ELSEWHERE } },
    rows: [
      ['visitor', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['visitor', 'ListObjects docs', 'bucket-read-refused'],
      ['visitor', 'UploadPart docs/big', 'no-right-to-object'],
      ['visitor', 'GetObject theirs/k', 'ram-policy all[0]'],
      ['visitor', 'ListBuckets', 'ram-policy all[0]'],
      ['courier', 'GetObject theirs/k', 'bucket-acl-refuses'],
      ['narrowed', 'GetObject docs/k', 'ram-policy all[0]'],
    ],
  },
];
