import { ALICE } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

const objects = { private: 'private', read: 'public-read', write: 'public-read-write' } as const;
const HOME = { IpAddress: { 'acs:SourceIp': ['127.0.0.1'] } };
const PUBLIC_OBJECT = { headers: { 'x-oss-object-acl': 'public-read' } };

/** access.md §11: Block Public Access. */
export const blocked: readonly Section[] = [
  {
    rule: 'while public access is blocked, public ACLs open nothing',
    buckets: { docs: { acl: 'public-read-write', objects, blocked: true } },
    rows: [
      ...each(
        ['anonymous', 'stranger', 'alice'],
        ['GetObject docs/k', 'PutObject docs/new', 'GetObject docs/read'],
        'bucket-acl-refuses',
      ),
      ['anonymous', 'PutObject docs/write', 'bucket-acl-refuses'],
      ['anonymous', 'ListObjects docs', 'anonymous-list-private'],
      ['alice', 'InitiateMultipartUpload docs/big', 'no-right-to-object'],
      ['owner', 'GetObject docs/k', 'owner'],
      ['owner', 'PutObject docs/new', 'owner'],
    ],
  },
  {
    rule: "what an object's own ACL shuts is refused by that ACL, blocked or not",
    buckets: { docs: { acl: 'public-read', objects, blocked: true } },
    rows: [
      ['anonymous', 'GetObject docs/private', 'object-acl-refuses-read'],
      ['anonymous', 'PutObject docs/read', 'object-acl-refuses-write'],
    ],
  },
  {
    rule: 'while public access is blocked, public statements of the bucket policy do not count; all others do',
    buckets: {
      docs: {
        blocked: true,
        policy: [
          allow('oss:GetObject', at('docs/named/*'), { Principal: [ALICE] }),
          deny('oss:PutObject', at('docs/*'), { Principal: ['*'] }),
          allow('oss:GetObject', at('docs/home/*'), { Principal: ['*'], Condition: HOME }),
        ],
      },
    },
    rows: [
      ['alice', 'GetObject docs/named/k', 'bucket-policy [0]'],
      ['anonymous', 'GetObject docs/named/k', 'bucket-acl-refuses'],
      ['alice', 'PutObject docs/new', 'bucket-policy-denies'],
      ['anonymous', 'PutObject docs/new', 'bucket-policy-denies'],
      ['anonymous', 'GetObject docs/home/k', 'bucket-policy [2]'],
    ],
  },
  {
    rule: 'a public statement that was there before the block counts for nobody',
    buckets: {
      docs: { blocked: true, policy: [allow('oss:*', at('docs', 'docs/*'), { Principal: ['*'] })] },
      spare: { policy: [allow('oss:*', at('spare', 'spare/*'), { Principal: ['*'] })] },
    },
    rows: [
      ...each(['anonymous', 'alice', 'stranger'], ['GetObject docs/k'], 'bucket-acl-refuses'),
      ...each(['anonymous', 'alice', 'stranger'], ['GetObject spare/k'], 'bucket-policy [0]'),
      ['alice', 'ListObjects docs', 'bucket-read-refused'],
      ['anonymous', 'ListObjects spare', 'bucket-policy [0]'],
      ['anonymous', 'GetBucketAcl docs', 'anonymous-management'],
    ],
  },
  {
    rule: 'new public grants are refused, each in its own words',
    policies: { all: [allow('oss:*')] },
    holds: { alice: ['all'] },
    buckets: { docs: { blocked: true } },
    rows: [
      ...each(['owner', 'alice'], ['PutBucketAcl docs'], 'public-bucket-acl-blocked'),
      ...each(['owner', 'alice'], ['PutBucketPolicy docs'], 'public-bucket-policy-blocked'),
      ...each(
        ['owner', 'alice'],
        ['PutObjectAcl docs/k', 'PutObject docs/new'],
        'public-object-acl-blocked',
        PUBLIC_OBJECT,
      ),
      ['bob', 'PutBucketAcl docs', 'bucket-management-refused'],
      ['owner', 'PutObject docs/new', 'owner', { headers: { 'x-oss-object-acl': 'private' } }],
    ],
  },
  {
    rule: 'a block of the account is a block of each of its buckets',
    accountBlocked: true,
    buckets: { docs: { acl: 'public-read' }, spare: { objects } },
    rows: [
      ...each(['anonymous', 'stranger'], ['GetObject docs/k', 'GetObject spare/read'], 'bucket-acl-refuses'),
      ['owner', 'PutBucketAcl docs', 'public-bucket-acl-blocked'],
      ['owner', 'GetObject docs/k', 'owner'],
    ],
  },
];
