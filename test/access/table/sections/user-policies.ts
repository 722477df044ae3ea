import { COMPANY, ELSEWHERE } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

/** access.md §10.1 step 4 and §10.3: Deny, the exceptions, and where RAM policies reach. */
export const userPolicies: readonly Section[] = [
  {
    rule: 'an explicit Deny beats every Allow, of the user itself or of a group',
    policies: {
      guard: [deny('oss:*', at('docs/secret/*', 'docs/locked')), deny('oss:PutBucket*')],
      some: [
        allow('oss:GetObject'),
        deny('oss:GetObject', at('docs/half/*')),
        allow('oss:GetObject', at('docs/half/*')),
      ],
    },
    holds: { alice: ['AliyunOSSFullAccess', 'some'], bob: ['AliyunOSSFullAccess'], staff: ['guard'] },
    rows: [
      ['bob', 'GetObject docs/k', 'ram-policy AliyunOSSFullAccess[0]'],
      ['bob', 'GetObject docs/secret/k', 'ram-policy-denies'],
      ['bob', 'PutObject docs/locked', 'ram-policy-denies'],
      ['bob', 'PutBucketReferer docs', 'ram-policy-denies'],
      ['bob', 'PutBucket another', 'ram-policy-denies'],
      ['bob', 'GetObjectAcl docs/locked', 'ram-policy-denies'],
      ['bob', 'UploadPart docs/secret/k', 'ram-policy-denies'],
      ['bob', 'GetBucketReferer docs', 'ram-policy AliyunOSSFullAccess[0]'],
      ['alice', 'GetObject docs/secret/k', 'ram-policy AliyunOSSFullAccess[0]'],
      ['alice', 'GetObject docs/half/k', 'ram-policy-denies'],
      ['alice', 'PutObject docs/half/k', 'ram-policy AliyunOSSFullAccess[0]'],
    ],
  },
  {
    rule: 'a Deny holds also where the ACL is public',
    policies: { guard: [deny('oss:GetObject', at('docs/*'))] },
    holds: { alice: ['guard'] },
    buckets: { docs: { acl: 'public-read', objects: { open: 'public-read' } } },
    rows: [
      ...each(['alice'], ['GetObject docs/k', 'GetObject docs/open', 'HeadObject docs/k'], 'ram-policy-denies'),
      ['bob', 'GetObject docs/k', 'acl bucket public-read'],
      ['anonymous', 'GetObject docs/k', 'acl bucket public-read'],
    ],
  },
  {
    rule: 'NotAction and NotResource stand for everything but what they name',
    policies: {
      'all-but-delete': [
        { Effect: 'Allow', NotAction: ['oss:Delete*', 'oss:ListBuckets'], Resource: at('docs', 'docs/*') },
      ],
      'all-but-secrets': [{ Effect: 'Allow', Action: 'oss:*', NotResource: at('docs/secret/*') }],
      'only-reads': [{ Effect: 'Deny', NotAction: 'oss:Get*', Resource: '*' }],
    },
    holds: { alice: ['all-but-delete'], bob: ['all-but-secrets'], courier: ['AliyunOSSFullAccess', 'only-reads'] },
    rows: [
      ['alice', 'GetObject docs/k', 'ram-policy all-but-delete[0]'],
      ['alice', 'PutBucketCors docs', 'ram-policy all-but-delete[0]'],
      ['alice', 'DeleteObject docs/k', 'bucket-acl-refuses'],
      ['alice', 'DeleteBucket docs', 'bucket-management-refused'],
      ['alice', 'ListBuckets', 'list-buckets-refused'],
      ['bob', 'GetObject docs/k', 'ram-policy all-but-secrets[0]'],
      ['bob', 'GetObject docs/secret/k', 'bucket-acl-refuses'],
      ['bob', 'ListBuckets', 'ram-policy all-but-secrets[0]'],
      ['courier', 'GetObject docs/k', 'ram-policy AliyunOSSFullAccess[0]'],
      ['courier', 'PutObject docs/new', 'ram-policy-denies'],
      ['courier', 'ListObjects docs', 'ram-policy-denies'],
    ],
  },
  {
    rule: "a RAM policy grants nothing on another account's bucket, and denies nothing there",
    policies: { guard: [deny('oss:PutObject')] },
    holds: { alice: ['AliyunOSSFullAccess', 'guard'], mallory: ['AliyunOSSFullAccess'] },
    buckets: { theirs: { owner: ELSEWHERE }, open: { owner: ELSEWHERE, acl: 'public-read-write' } },
    rows: [
      ['alice', 'GetObject theirs/k', 'bucket-acl-refuses'],
      ['alice', 'InitiateMultipartUpload theirs/big', 'no-right-to-object'],
      ['alice', 'ListObjects theirs', 'bucket-read-refused'],
      ['alice', 'GetObject open/k', 'acl bucket public-read-write'],
      ['alice', 'PutObject open/new', 'acl bucket public-read-write'],
      ['alice', 'PutObject docs/new', 'ram-policy-denies'],
      ['mallory', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['mallory', 'GetObject theirs/k', 'ram-policy AliyunOSSFullAccess[0]'],
      ['mallory', 'ListBuckets', 'ram-policy AliyunOSSFullAccess[0]'],
    ],
  },
  {
    rule: 'resources may name the account and the region, and must then be right',
    policies: {
      right: [
        allow('oss:GetObject', `acs:oss:oss-cn-hangzhou:${COMPANY}:docs/a/*`),
        allow('oss:GetObject', `acs:oss:cn-hangzhou:*:docs/b/*`),
      ],
      wrong: [
        allow('oss:GetObject', `acs:oss:*:${ELSEWHERE}:docs/*`),
        allow('oss:GetObject', 'acs:oss:oss-cn-beijing:*:docs/*'),
      ],
    },
    holds: { alice: ['right'], bob: ['wrong'] },
    rows: [
      ['alice', 'GetObject docs/a/k', 'ram-policy right[0]'],
      ['alice', 'GetObject docs/b/k', 'ram-policy right[1]'],
      ['alice', 'GetObject docs/c/k', 'bucket-acl-refuses'],
      ...each(['bob'], ['GetObject docs/a/k', 'GetObject docs/b/k'], 'bucket-acl-refuses'),
    ],
  },
];
