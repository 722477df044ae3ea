import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';
import { EARLIER, FULL, get, head, KEY, put } from '../support/requests.ts';
import {
  enabled,
  ofVersion,
  remove,
  setVersioning,
  suspended,
  UNKNOWN_VERSION,
  versionId,
  write,
} from '../support/versions.ts';

const ofBucket = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });

/** What an operation says of a version that is not there and of one that is a delete marker. */
const refusals = (
  method: string,
  query: string,
  marker: 'delete-marker-read' | 'delete-marker-addressed',
  headers: Readonly<Record<string, string>> = {},
): Case[] => [
  {
    name: 'no-such-version',
    rule: 'a version that is not there is a 404 of its own',
    cause: 'no-such-version',
    before: [enabled, write('one')],
    ask: { method, key: KEY, query: `${query}versionId=${UNKNOWN_VERSION}`, headers },
  },
  {
    name: marker,
    rule: 'a delete marker has nothing to ask for: it can only be deleted',
    cause: marker,
    before: [enabled, remove],
    ask: ofVersion(method, 0, query, { headers }),
  },
];

const deleted = (ask: SignedAsk): Case => ({
  name: 'deleted',
  rule: 'a key behind a delete marker is missing, and the marker is named',
  cause: 'object-deleted',
  before: [enabled, write('one'), remove],
  ask,
});

const TWO_KEYS = [
  write('old', 'a/1'),
  enabled,
  write('one', 'a/1'),
  write('two', 'b'),
  { ...remove, key: 'b' },
  suspended,
  write('three', 'c'),
];

/** Buckets with versions and what is read from them (operations.md §8, §4.10). */
export const versioningCases: Cases = {
  PutBucketVersioning: [
    { name: 'enabled', rule: 'a status that is taken is answered without body', ask: enabled },
    { name: 'suspended', rule: 'versioning can be suspended, also where it never was on', ask: suspended },
    {
      name: 'malformed-xml',
      rule: 'the root is VersioningConfiguration',
      cause: 'versioning-malformed-xml',
      ask: { ...enabled, body: '<Versioning><Status>Enabled</Status></Versioning>' },
    },
    {
      name: 'status-invalid',
      rule: 'the status is one of two: nothing takes versioning away again',
      cause: 'versioning-status-invalid',
      before: [enabled],
      ask: setVersioning('Disabled'),
    },
  ],
  GetBucketVersioning: [
    {
      name: 'never-set',
      rule: 'a bucket that never had versioning has an empty document',
      ask: ofBucket('versioning'),
    },
    { name: 'enabled', rule: 'the status comes back', before: [enabled], ask: ofBucket('versioning') },
    { name: 'suspended', rule: 'so does the other', before: [enabled, suspended], ask: ofBucket('versioning') },
  ],
  GetBucketInfo: [
    {
      name: 'versioned',
      rule: 'Versioning stands before BucketPolicy',
      before: [enabled],
      ask: ofBucket('bucketInfo'),
    },
  ],
  GetBucketStat: [
    {
      name: 'versions',
      rule: 'versions are counted as objects, delete markers by themselves',
      before: [enabled, write('one'), write('two'), remove],
      ask: ofBucket('stat'),
    },
  ],
  GetObject: [
    { name: 'versioned', rule: 'the version stands before Content-MD5', before: [enabled, put(FULL)], ask: get() },
    {
      name: 'version',
      rule: 'an older version is read by its id',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('GET'),
    },
    {
      name: 'version-null',
      rule: 'what was stored before versioning is the version null',
      before: [write('one'), enabled, write('two')],
      ask: get({}, 'versionId=null'),
    },
    {
      name: 'version-range',
      rule: 'ranges are those of the version',
      before: [enabled, write('one two'), write('two')],
      ask: ofVersion('GET', 0, '', { headers: { Range: 'bytes=4-6' } }),
    },
    {
      name: 'version-not-modified',
      rule: 'conditions are held against the version',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('GET', 0, '', { headers: { 'If-None-Match': '"F97C5D29941BFB1B2FDAB0874906AB82"' } }),
    },
    {
      name: 'version-precondition-failed',
      rule: 'so are those that refuse',
      cause: 'precondition-failed',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('GET', 0, '', { headers: { 'If-Unmodified-Since': EARLIER } }),
    },
    deleted(get()),
    ...refusals('GET', '', 'delete-marker-read'),
  ],
  HeadObject: [
    {
      name: 'version',
      rule: 'HEAD tells of a version',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('HEAD'),
    },
    deleted(head()),
    ...refusals('HEAD', '', 'delete-marker-read'),
  ],
  GetObjectMeta: [
    {
      name: 'version',
      rule: 'the version stands last',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('HEAD', 0, 'objectMeta&'),
    },
    deleted(head({}, 'objectMeta')),
    ...refusals('HEAD', 'objectMeta&', 'delete-marker-read'),
  ],
  GetObjectAcl: [
    {
      name: 'version',
      rule: 'each version has its own ACL',
      before: [enabled, put({ 'x-oss-object-acl': 'public-read' }), write('two')],
      ask: ofVersion('GET', 0, 'acl&'),
    },
    deleted(get({}, 'acl')),
    ...refusals('GET', 'acl&', 'delete-marker-addressed'),
  ],
  PutObjectAcl: [
    {
      name: 'version',
      rule: 'the ACL of one version is set, and that version named',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('PUT', 0, 'acl&', { headers: { 'x-oss-object-acl': 'private' } }),
    },
    ...refusals('PUT', 'acl&', 'delete-marker-addressed', { 'x-oss-object-acl': 'private' }),
  ],
  ListObjects: [
    {
      name: 'versioned',
      rule: 'a list of objects has the current versions, and no markers',
      before: TWO_KEYS,
      ask: ofBucket(''),
    },
  ],
  ListObjectVersions: [
    {
      name: 'mixed',
      rule: 'versions and markers by key, the newest first',
      before: TWO_KEYS,
      ask: ofBucket('versions'),
    },
    {
      name: 'truncated-versions',
      rule: 'a page that ends within a key names the version to go on from',
      before: TWO_KEYS,
      ask: ofBucket('versions&max-keys=1'),
    },
    {
      name: 'from-version',
      rule: 'a list goes on behind a version of a key',
      before: TWO_KEYS,
      ask: (earlier) => ofBucket(`versions&key-marker=a/1&version-id-marker=${versionId(earlier)}&max-keys=1`),
    },
    {
      name: 'truncated-at-prefix',
      rule: 'behind a common prefix there is no version to go on from',
      before: TWO_KEYS,
      ask: ofBucket('versions&delimiter=/&max-keys=1'),
    },
    {
      name: 'delimited',
      rule: 'all versions below a common prefix are one entry',
      before: TWO_KEYS,
      ask: ofBucket('versions&delimiter=/&encoding-type=url'),
    },
  ],
  DeleteBucket: [
    {
      name: 'only-markers',
      rule: 'delete markers keep a bucket from being empty',
      cause: 'bucket-has-objects',
      before: [enabled, remove],
      ask: { method: 'DELETE', bucket: BUCKET },
    },
  ],
};
