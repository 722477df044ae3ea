import { allow, at, each, type Section } from '../section.ts';

const OBJECTS = {
  default: 'default',
  private: 'private',
  read: 'public-read',
  write: 'public-read-write',
  'to-overwrite': 'public-read-write',
} as const;
const READS = ['GetObject docs/k', 'HeadObject docs/k', 'GetObjectMeta docs/k'] as const;
const WRITES = ['PutObject docs/k', 'PutObject docs/new', 'DeleteObject docs/gone', 'AppendObject docs/log'] as const;
const PARTS = [
  'InitiateMultipartUpload docs/big',
  'UploadPart docs/big',
  'ListParts docs/big',
  'AbortMultipartUpload docs/big',
] as const;
const OTHERS = ['stranger', 'alice', 'anonymous'] as const;

/** access.md §10.2, the matrix; §10.5 for the words of the refusals. */
export const acls: readonly Section[] = [
  {
    rule: 'public-read lets everyone read the objects, and nobody but the owner write them',
    buckets: { docs: { acl: 'public-read' } },
    rows: [
      ...each(OTHERS, READS, 'acl bucket public-read'),
      ...each(OTHERS, WRITES, 'bucket-acl-refuses'),
      ...each(['anonymous', 'stranger'], PARTS, 'bucket-acl-refuses'),
      ...each(['alice', 'courier'], PARTS, 'no-right-to-object'),
      ['anonymous', 'GetObject docs/missing', 'acl bucket public-read'],
      ['owner', 'PutObject docs/new', 'owner'],
    ],
  },
  {
    rule: 'public-read-write lets everyone read and write',
    buckets: { docs: { acl: 'public-read-write' } },
    rows: [
      ...each(OTHERS, READS, 'acl bucket public-read-write'),
      ...each(OTHERS, WRITES, 'acl bucket public-read-write'),
      ...each(['anonymous', 'courier'], PARTS, 'acl bucket public-read-write'),
      ['anonymous', 'DeleteMultipleObjects docs', 'acl bucket public-read-write', { keys: ['a', 'b'] }],
    ],
  },
  {
    rule: 'no ACL opens the settings of a bucket, its listing, or the ACLs of its objects',
    buckets: { docs: { acl: 'public-read-write' }, spare: { acl: 'private' } },
    rows: [
      ...each(
        ['anonymous'],
        ['ListObjects docs', 'ListObjectsV2 docs', 'ListObjectVersions docs'],
        'anonymous-list-public',
      ),
      ...each(['anonymous'], ['ListObjects spare', 'ListObjectsV2 spare'], 'anonymous-list-private'),
      ...each(
        ['anonymous'],
        [
          'GetBucketAcl docs',
          'GetBucketInfo docs',
          'HeadBucket docs',
          'PutBucketReferer docs',
          'PutBucketPolicy docs',
          'DeleteBucket docs',
          'ListMultipartUploads docs',
        ],
        'anonymous-management',
      ),
      ...each(
        ['anonymous'],
        ['ListBuckets', 'PutBucket another', 'DescribeRegions', 'GetPublicAccessBlock'],
        'anonymous-service',
      ),
      ...each(['anonymous', 'alice', 'stranger'], ['GetObjectAcl docs/k'], 'object-acl-read-refused'),
      ...each(['anonymous', 'alice', 'stranger'], ['PutObjectAcl docs/k'], 'object-acl-write-refused'),
      ...each(['alice', 'courier', 'stranger', 'mallory'], ['GetBucketAcl docs'], 'bucket-management-refused'),
      ...each(['alice', 'courier', 'stranger', 'mallory'], ['ListObjects docs'], 'bucket-read-refused'),
    ],
  },
  {
    rule: "an object's own ACL outranks a public bucket's",
    buckets: { docs: { acl: 'public-read-write', objects: OBJECTS } },
    rows: [
      ...each(OTHERS, ['GetObject docs/default'], 'acl bucket public-read-write'),
      ...each(
        [...OTHERS, 'courier', 'mallory'],
        ['GetObject docs/private', 'HeadObject docs/private'],
        'object-acl-refuses-read',
      ),
      ...each(
        OTHERS,
        ['PutObject docs/private', 'DeleteObject docs/private', 'PutObject docs/read'],
        'object-acl-refuses-write',
      ),
      ['anonymous', 'GetObject docs/read', 'acl object public-read'],
      ['anonymous', 'PutObject docs/to-overwrite', 'acl object public-read-write'],
      ['alice', 'InitiateMultipartUpload docs/private', 'object-acl-refuses-write'],
      ['owner', 'GetObject docs/private', 'owner'],
    ],
  },
  {
    rule: "an object's own ACL outranks a private bucket's",
    buckets: { docs: { acl: 'private', objects: OBJECTS } },
    rows: [
      ...each(OTHERS, ['GetObject docs/default'], 'bucket-acl-refuses'),
      ...each(OTHERS, ['GetObject docs/read', 'HeadObject docs/read'], 'acl object public-read'),
      ...each(OTHERS, ['GetObject docs/write', 'HeadObject docs/write'], 'acl object public-read-write'),
      ['anonymous', 'PutObject docs/to-overwrite', 'acl object public-read-write'],
      ...each(OTHERS, ['PutObject docs/read'], 'object-acl-refuses-write'),
      ...each(OTHERS, ['GetObject docs/private'], 'object-acl-refuses-read'),
    ],
  },
  {
    rule: 'a policy opens what an ACL keeps shut',
    policies: { reader: [allow(['oss:GetObject', 'oss:*ObjectAcl'], at('docs/*'))] },
    holds: { alice: ['reader'] },
    buckets: { docs: { objects: OBJECTS } },
    rows: [
      ...each(
        ['alice'],
        ['GetObject docs/private', 'GetObject docs/read', 'GetObjectAcl docs/private', 'PutObjectAcl docs/k'],
        'ram-policy reader[0]',
      ),
      ['alice', 'PutObject docs/private', 'object-acl-refuses-write'],
    ],
  },
];
