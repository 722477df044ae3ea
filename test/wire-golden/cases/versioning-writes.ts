import { BUCKET, type Case, type Cases, type Earlier, type SignedAsk } from '../support/case.ts';
import { signed } from '../support/forms.ts';
import { append, copy, KEY, put } from '../support/requests.ts';
import { complete, copyPart, initiate, part, partsList, KEY as UPLOADED } from '../support/uploads.ts';
import {
  enabled,
  ofVersion,
  remove,
  removeAll,
  suspended,
  UNKNOWN_VERSION,
  versionId,
  write,
} from '../support/versions.ts';

/** CopyObject of the n-th version that was made. */
const copyVersion =
  (n: number, key = 'dir/copy.txt', headers: Readonly<Record<string, string>> = {}) =>
  (earlier: readonly Earlier[]): SignedAsk =>
    copyNamed(versionId(earlier, n), key, headers);
const copyNamed = (version: string, key: string, headers: Readonly<Record<string, string>>): SignedAsk => ({
  method: 'PUT',
  key,
  headers: { 'x-oss-copy-source': `/${BUCKET}/${KEY}?versionId=${version}`, ...headers },
});

const sources: Case[] = [
  {
    name: 'source-version-unknown',
    rule: 'a version of the source that is not there is refused',
    cause: 'no-such-version',
    before: [enabled, write('one')],
    ask: copyNamed(UNKNOWN_VERSION, 'dir/copy.txt', {}),
  },
  {
    name: 'source-version-illegal',
    rule: 'the version of a source has the characters of one',
    cause: 'version-id-illegal',
    ask: copyNamed('%%%QNR', 'dir/copy.txt', {}),
  },
  {
    name: 'source-is-delete-marker',
    rule: 'a delete marker has nothing to copy',
    cause: 'copy-source-is-delete-marker',
    before: [enabled, remove],
    ask: copyVersion(0),
  },
  {
    name: 'source-deleted',
    rule: 'a source behind a delete marker is missing',
    cause: 'object-deleted',
    before: [enabled, write('one'), remove],
    ask: copy(),
  },
];

/** Writing to and deleting from buckets with versions (operations.md §8). */
export const versioningWriteCases: Cases = {
  PutObject: [
    { name: 'versioned', rule: 'the version is told behind Content-MD5', before: [enabled], ask: put() },
    {
      name: 'suspended',
      rule: 'while versioning is suspended a write makes the version null',
      before: [enabled, write('one'), suspended],
      ask: put(),
    },
    {
      name: 'forbid-overwrite-versioned',
      rule: 'a bucket with versions does not look at x-oss-forbid-overwrite',
      before: [enabled, write('one')],
      ask: put({ 'x-oss-forbid-overwrite': 'true' }),
    },
  ],
  PostObject: [{ name: 'versioned', rule: 'a form is told its version', before: [enabled], ask: signed() }],
  AppendObject: [
    {
      name: 'versioned',
      rule: 'the current version grows and keeps its id',
      before: [enabled, append('&position=0')],
      ask: append('&position=5'),
    },
    {
      name: 'behind-marker',
      rule: 'behind a delete marker an appendable object begins anew',
      before: [enabled, append('&position=0'), { method: 'DELETE', key: 'log.txt' }],
      ask: append('&position=0'),
    },
  ],
  CopyObject: [
    {
      name: 'versioned',
      rule: 'the version that was read and the one that was made are told',
      before: [enabled, write('one'), write('two')],
      ask: copy(),
    },
    {
      name: 'of-version',
      rule: 'an older version is copied by its id',
      before: [enabled, write('one'), write('two')],
      ask: copyVersion(0),
    },
    {
      name: 'restored',
      rule: 'a copy of an older version onto its own key brings it back, with its metadata',
      before: [enabled, put({ 'x-oss-meta-kept': 'yes' }), write('two')],
      ask: copyVersion(0, KEY),
      after: {
        ask: { method: 'GET', key: KEY, headers: { 'If-Match': '5EB63BBBE01EEED093CB22BB8F5ACDC3' } },
        status: 200,
      },
    },
    {
      name: 'onto-itself-unversioned',
      rule: 'null names the one version of a bucket without versions, which is changed in place',
      before: [write('one')],
      ask: copyNamed('null', KEY, {}),
    },
    ...sources,
  ],
  UploadPartCopy: [
    {
      name: 'of-version',
      rule: 'the version that was read is told',
      before: [initiate, enabled, write('one', 'source.txt'), write('two', 'source.txt')],
      ask: (earlier) =>
        copyPart(earlier, { 'x-oss-copy-source': `/${BUCKET}/source.txt?versionId=${versionId(earlier)}` }),
    },
  ],
  CompleteMultipartUpload: [
    {
      name: 'versioned',
      rule: 'the object of an upload is a new version',
      before: [enabled, initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1])),
      after: { ask: { method: 'GET', key: UPLOADED }, status: 200 },
    },
  ],
  DeleteObject: [
    {
      name: 'versioned',
      rule: 'a deletion leaves a delete marker, and names it',
      before: [enabled, write('one')],
      ask: remove,
      after: { ask: { method: 'GET', key: KEY }, status: 404 },
    },
    {
      name: 'suspended',
      rule: 'while versioning is suspended the marker is the version null',
      before: [enabled, suspended],
      ask: remove,
    },
    {
      name: 'version',
      rule: 'a version that is named goes for good, and is named again',
      before: [enabled, write('one'), write('two')],
      ask: ofVersion('DELETE'),
    },
    {
      name: 'marker',
      rule: 'a delete marker that is removed brings the object back',
      before: [enabled, write('one'), remove],
      ask: ofVersion('DELETE', 1),
      after: { ask: { method: 'GET', key: KEY }, status: 200 },
    },
    {
      name: 'version-unknown',
      rule: 'a version that is not there is deleted as well as one that is',
      before: [enabled],
      ask: { ...remove, query: `versionId=${UNKNOWN_VERSION}` },
    },
  ],
  DeleteMultipleObjects: [
    {
      name: 'versions',
      rule: 'each key is told its new marker, the version that is gone, or the marker that is gone',
      before: [enabled, write('one', 'a'), write('two', 'b'), { method: 'DELETE', key: 'c' }],
      ask: (earlier) =>
        removeAll(
          '<Object><Key>a</Key></Object>' +
            `<Object><Key>b</Key><VersionId>${versionId(earlier, 1)}</VersionId></Object>` +
            `<Object><Key>c</Key><VersionId>${versionId(earlier, 2)}</VersionId></Object>` +
            `<Object><Key>d</Key><VersionId>${UNKNOWN_VERSION}</VersionId></Object>`,
        ),
    },
    {
      name: 'version-numeric',
      rule: 'what is no version id refuses the whole request',
      cause: 'version-id-illegal',
      before: [enabled, write('one', 'a')],
      ask: removeAll('<Object><Key>a</Key></Object><Object><Key>b</Key><VersionId>234</VersionId></Object>'),
      after: { ask: { method: 'GET', key: 'a' }, status: 200 },
    },
  ],
};
