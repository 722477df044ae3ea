import { BUCKET, type Cases, DISTANT_BUCKET, FOREIGN_BUCKET, OTHER_KEYS } from '../support/case.ts';
import { append, copy, EARLIER, put, STORED } from '../support/requests.ts';

/** operations.md §6.6. */
export const copyObjectCases: Cases = {
  CopyObject: [
    { name: 'copied', rule: 'ETag before date, 184 bytes in all', before: [put()], ask: copy() },
    {
      name: 'not-modified',
      rule: 'a condition that says so copies nothing',
      before: [put()],
      ask: copy({ 'x-oss-copy-source-if-modified-since': STORED }),
    },
    {
      name: 'no-such-key',
      rule: 'a missing source is named by its own key',
      cause: 'no-such-key',
      ask: copy(),
    },
    {
      name: 'no-such-source-bucket',
      rule: 'a missing source bucket is named',
      cause: 'no-such-bucket',
      ask: copy({ 'x-oss-copy-source': '/missingbucket/a' }),
    },
    {
      name: 'source-malformed',
      rule: 'the source is written /bucket/key',
      cause: 'copy-source-malformed',
      ask: copy({ 'x-oss-copy-source': 'a' }),
    },
    {
      name: 'source-name-invalid',
      rule: 'the key of a source does not begin with a slash',
      cause: 'copy-source-name-invalid',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/%2Fa` }),
    },
    {
      name: 'source-parameter-unknown',
      rule: 'a source has no parameter but versionId',
      cause: 'copy-source-parameter-unknown',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/a?b=c` }),
    },
    {
      name: 'source-version-empty',
      rule: 'the version of a source is not empty',
      cause: 'copy-source-version-empty',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/a?versionId=` }),
    },
    {
      name: 'across-regions',
      rule: 'source and target lie in one region',
      cause: 'copy-across-regions',
      ask: copy({ 'x-oss-copy-source': `/${DISTANT_BUCKET}/a` }),
    },
    {
      name: 'source-appendable',
      rule: 'an appendable object is not copied',
      cause: 'copy-source-appendable',
      before: [append('&position=0')],
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/log.txt` }),
    },
    {
      name: 'directive-invalid',
      rule: 'metadata is copied or replaced',
      cause: 'copy-directive-invalid',
      before: [put()],
      ask: copy({ 'x-oss-metadata-directive': 'MERGE' }),
    },
    {
      name: 'precondition-failed',
      rule: 'the failed condition is named without its prefix',
      cause: 'precondition-failed',
      before: [put()],
      ask: copy({ 'x-oss-copy-source-if-unmodified-since': EARLIER }),
    },
    {
      name: 'object-exists',
      rule: 'a target that must not be overwritten stays',
      cause: 'object-exists',
      before: [put(), copy()],
      ask: copy({ 'x-oss-forbid-overwrite': 'true' }),
    },
    {
      name: 'source-not-restored',
      rule: 'an archived source is copied after it was restored',
      cause: 'copy-source-not-restored',
      before: [put({ 'x-oss-storage-class': 'Archive' })],
      ask: copy(),
    },
    {
      name: 'source-of-another-account',
      rule: 'the caller must be allowed to read the source',
      cause: 'bucket-acl-refuses',
      before: [{ method: 'PUT', bucket: FOREIGN_BUCKET, key: 'a', body: 'x', keys: OTHER_KEYS }],
      ask: copy({ 'x-oss-copy-source': `/${FOREIGN_BUCKET}/a` }),
    },
  ],
};
