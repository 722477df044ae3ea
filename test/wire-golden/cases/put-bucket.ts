import { BUCKET, type Case, type Cases, FOREIGN_BUCKET, type SignedAsk } from '../support/case.ts';

const NEW = 'newbucket';
const put: SignedAsk = { method: 'PUT', bucket: NEW };
const configuration = (inside: string): string => `<CreateBucketConfiguration>${inside}</CreateBucketConfiguration>`;
const block = (value: boolean): string =>
  `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`;
const blocked: SignedAsk = { method: 'PUT', bucket: BUCKET, query: 'publicAccessBlock', body: block(true) };

/** What PutBucket refuses of its body; the bucket exists in none of these. */
const configurations: readonly Case[] = [
  {
    name: 'storage-class-unknown',
    rule: 'StorageClass names a class of OSS, in its own case',
    cause: 'bucket-storage-class-unknown',
    ask: { ...put, body: configuration('<StorageClass>standard</StorageClass>') },
  },
  {
    name: 'redundancy-unknown',
    rule: 'DataRedundancyType is LRS or ZRS',
    cause: 'bucket-redundancy-unknown',
    ask: { ...put, body: configuration('<DataRedundancyType>GRS</DataRedundancyType>') },
  },
  {
    name: 'location-invalid',
    rule: 'LocationConstraint names the region of the endpoint',
    cause: 'bucket-location-invalid',
    ask: { ...put, body: configuration('<LocationConstraint>oss-cn-beijing</LocationConstraint>') },
  },
  {
    name: 'malformed',
    rule: 'a body is a well-formed CreateBucketConfiguration',
    cause: 'bucket-configuration-malformed',
    ask: { ...put, body: '<CreateBucketConfiguration>' },
  },
  {
    name: 'several-roots',
    rule: 'a document has one root',
    cause: 'xml-several-roots',
    ask: { ...put, body: `${configuration('')}${configuration('')}` },
  },
  {
    name: 'content-md5-mismatch',
    rule: 'Content-MD5 covers the document',
    cause: 'content-md5-mismatch',
    ask: { ...put, body: configuration(''), headers: { 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==' } },
    after: { ask: { method: 'GET', bucket: NEW, query: 'acl' }, status: 404 },
  },
];

/** Making buckets and changing who may use them (operations.md §4.1, §4.6). */
export const putBucketCases: Cases = {
  PutBucket: [
    { name: 'created', rule: 'a new bucket is answered with its Location', ask: put },
    {
      name: 'recreated',
      rule: 'making an own bucket again changes nothing and succeeds',
      ask: { method: 'PUT', bucket: BUCKET },
    },
    {
      name: 'name-taken',
      rule: 'names are shared by all accounts',
      cause: 'bucket-name-taken',
      ask: { method: 'PUT', bucket: FOREIGN_BUCKET },
    },
    {
      name: 'acl-unknown',
      rule: 'x-oss-acl holds one of three values',
      cause: 'bucket-acl-unknown',
      ask: { ...put, headers: { 'x-oss-acl': 'default' } },
    },
    {
      name: 'public-acl-blocked',
      rule: 'a new bucket is not public where new buckets block public access',
      cause: 'public-bucket-acl-blocked',
      server: { blockPublicAccessOnNewBuckets: true },
      ask: { ...put, headers: { 'x-oss-acl': 'public-read' } },
    },
    {
      name: 'storage-class-fixed',
      rule: 'PutBucket does not change the storage class of a bucket',
      cause: 'bucket-storage-class-fixed',
      ask: { method: 'PUT', bucket: BUCKET, body: configuration('<StorageClass>IA</StorageClass>') },
    },
    {
      name: 'redundancy-fixed',
      rule: 'PutBucket does not change the redundancy of a bucket',
      cause: 'bucket-redundancy-fixed',
      ask: { method: 'PUT', bucket: BUCKET, body: configuration('<DataRedundancyType>ZRS</DataRedundancyType>') },
    },
    ...configurations,
    {
      name: 'resource-group-invalid',
      rule: 'a resource group id has its own form',
      cause: 'resource-group-invalid',
      ask: { ...put, headers: { 'x-oss-resource-group-id': 'group' } },
    },
    {
      name: 'tagging-header-malformed',
      rule: 'x-oss-bucket-tagging names each key once',
      cause: 'bucket-tagging-header-malformed',
      ask: { ...put, headers: { 'x-oss-bucket-tagging': 'k=1&k=2' } },
      after: { ask: { method: 'GET', bucket: NEW, query: 'acl' }, status: 404 },
    },
    {
      name: 'too-many-buckets',
      rule: 'an account has so many buckets in a region and no more',
      cause: 'too-many-buckets',
      server: { maxBuckets: 1 },
      ask: put,
    },
    {
      name: 'hierarchical-namespace',
      rule: 'a bucket with directories is answered like any other',
      ask: { ...put, headers: { 'x-oss-hns-status': 'enabled' } },
    },
    {
      name: 'invalid-name',
      rule: 'a name with a capital is refused before any key is asked for',
      cause: 'invalid-bucket-name',
      ask: { method: 'PUT', bucket: 'NewBucket', host: '127.0.0.1', keys: undefined },
    },
  ],
  PutBucketAcl: [
    {
      name: 'changed',
      rule: 'a new ACL is answered like PutBucket',
      ask: { method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'public-read' } },
      after: { ask: { method: 'PUT', key: 'k', body: 'x' }, status: 200 },
    },
    {
      name: 'created',
      rule: 'a missing bucket is made',
      ask: { ...put, query: 'acl', headers: { 'x-oss-acl': 'private' } },
      after: { ask: { method: 'GET', bucket: NEW, query: 'acl' }, status: 200 },
    },
    {
      name: 'acl-unknown',
      rule: 'default is an ACL of objects only',
      cause: 'bucket-acl-unknown',
      ask: { method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'default' } },
    },
    {
      name: 'public-acl-blocked',
      rule: 'a bucket that blocks public access cannot be made public',
      cause: 'public-bucket-acl-blocked',
      before: [blocked],
      ask: { method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'public-read-write' } },
    },
    {
      name: 'name-taken',
      rule: 'the bucket of another account is a name that is taken',
      cause: 'bucket-name-taken',
      ask: { method: 'PUT', bucket: FOREIGN_BUCKET, query: 'acl', headers: { 'x-oss-acl': 'private' } },
    },
  ],
};
