import { COMPANY, ELSEWHERE } from '../cast.ts';
import { each, type Section } from '../section.ts';

/** access.md §9 and §10.1 step 5: the account that owns a bucket, and accounts that do not. */
export const owners: readonly Section[] = [
  {
    rule: "the owner's own keys may do everything with its buckets",
    rows: [
      ['owner', 'ListBuckets', 'owner'],
      ['owner', 'DescribeRegions', 'owner'],
      ['owner', 'GetPublicAccessBlock', 'owner'],
      ...each(
        ['owner'],
        ['GetBucketInfo docs', 'HeadBucket docs', 'GetBucketAcl docs', 'GetBucketPolicy docs', 'GetBucketReferer docs'],
        'owner',
      ),
      ...each(['owner'], ['ListObjects docs', 'ListObjectsV2 docs', 'ListObjectVersions docs'], 'owner'),
      ...each(
        ['owner'],
        ['GetObject docs/k', 'HeadObject docs/k', 'GetObjectMeta docs/k', 'GetObjectAcl docs/k'],
        'owner',
      ),
      ...each(['owner'], ['PutObject docs/new', 'PutObjectAcl docs/k', 'CopyObject docs/copy'], 'owner'),
      ['owner', 'DeleteMultipleObjects docs', 'owner', { keys: ['nothing', 'there'] }],
      ['owner', 'PutObject docs/acl', 'owner', { headers: { 'x-oss-object-acl': 'private', 'x-oss-tagging': 'a=b' } }],
      ['owner', 'PutBucket docs', 'owner'],
      ['owner', 'PutBucket another', 'owner'],
    ],
  },
  {
    rule: 'RAM policies never restrict the account itself',
    policies: { nothing: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
    holds: { alice: ['nothing'], staff: ['nothing'] },
    rows: each(['owner'], ['GetObject docs/k', 'PutObject docs/new', 'ListObjects docs', 'ListBuckets'], 'owner'),
  },
  {
    rule: "another account's keys may do nothing with a private bucket",
    rows: [
      ...each(
        ['stranger'],
        [
          'GetObject docs/k',
          'HeadObject docs/k',
          'GetObjectMeta docs/k',
          'PutObject docs/new',
          'AppendObject docs/log',
        ],
        'bucket-acl-refuses',
      ),
      ...each(
        ['stranger'],
        [
          'InitiateMultipartUpload docs/big',
          'UploadPart docs/big',
          'CompleteMultipartUpload docs/big',
          'AbortMultipartUpload docs/big',
          'ListParts docs/big',
          'DeleteObject docs/k',
        ],
        'bucket-acl-refuses',
      ),
      ['stranger', 'GetObject docs/missing', 'bucket-acl-refuses'],
      ['stranger', 'DeleteMultipleObjects docs', 'bucket-acl-refuses', { keys: ['k'] }],
      ['stranger', 'GetObjectAcl docs/k', 'object-acl-read-refused'],
      ['stranger', 'PutObjectAcl docs/k', 'object-acl-write-refused'],
      ...each(
        ['stranger'],
        ['ListObjects docs', 'ListObjectsV2 docs', 'ListObjectVersions docs', 'GetBucketInfo docs'],
        'bucket-read-refused',
      ),
      ...each(
        ['stranger'],
        [
          'ListMultipartUploads docs',
          'HeadBucket docs',
          'GetBucketAcl docs',
          'GetBucketReferer docs',
          'PutBucketReferer docs',
          'PutBucketCors docs',
          'GetBucketPolicy docs',
          'PutBucketPolicy docs',
          'GetBucketLifecycle docs',
          'DeleteBucket docs',
        ],
        'bucket-management-refused',
      ),
      ['stranger', 'ListBuckets', 'owner'],
    ],
  },
  {
    rule: 'each account owns its own buckets, and only those',
    buckets: { theirs: { owner: ELSEWHERE }, docs: { owner: COMPANY } },
    rows: [
      ['stranger', 'GetObject theirs/k', 'owner'],
      ['stranger', 'DeleteBucket theirs', 'owner'],
      ['owner', 'GetObject theirs/k', 'bucket-acl-refuses'],
      ['owner', 'ListObjects theirs', 'bucket-read-refused'],
      ['owner', 'PutBucketCors theirs', 'bucket-management-refused'],
    ],
  },
  {
    rule: 'a bucket answers only at the endpoint of its region, whoever asks',
    buckets: { docs: { region: 'cn-beijing', acl: 'public-read' } },
    rows: each(['owner', 'stranger', 'alice', 'courier', 'anonymous'], ['GetObject docs/k'], 'wrong-endpoint', {
      host: 'docs.oss-cn-hangzhou.aliyuncs.com',
    }),
  },
];
