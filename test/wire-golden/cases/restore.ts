import type { ServerOptions } from '../../../src/index.ts';
import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';
import { copy, get, head, KEY, put } from '../support/requests.ts';
import { enabled, versionId } from '../support/versions.ts';

const stored = (storageClass: string): SignedAsk => put({ 'x-oss-storage-class': storageClass });
const archived = stored('Archive');
const cold = stored('ColdArchive');
const restore = (inside?: string): SignedAsk => ({
  method: 'POST',
  key: KEY,
  query: 'restore',
  ...(inside !== undefined && { body: `<RestoreRequest>${inside}</RestoreRequest>` }),
});
const days = (number: number, tier?: string): string =>
  `<Days>${number}</Days>${tier === undefined ? '' : `<JobParameters><Tier>${tier}</Tier></JobParameters>`}`;
const clean: SignedAsk = { method: 'POST', key: KEY, query: 'cleanRestoredObject' };
const list: SignedAsk = { method: 'GET', bucket: BUCKET };
/** A server on which restoring takes no time. */
const AT_ONCE: ServerOptions = { restore: { Archive: 0, ColdArchive: { Standard: 0 } } };

/** operations.md §9. */
export const restoreCases: Cases = {
  RestoreObject: [
    { name: 'begun', rule: 'restoring an Archive object needs no body', before: [archived], ask: restore() },
    {
      name: 'begun-cold',
      rule: 'a cold class tells the priority, Standard where none is named',
      before: [cold],
      ask: restore(days(3)),
    },
    {
      name: 'begun-deep-cold',
      rule: 'the priority named is the priority told',
      before: [stored('DeepColdArchive')],
      ask: restore(days(365, 'Expedited')),
    },
    {
      name: 'of-a-version',
      rule: 'versions are restored apart',
      before: [enabled, archived],
      ask: (earlier) => ({ ...restore(), query: `restore&versionId=${versionId(earlier)}` }),
    },
    {
      name: 'in-progress',
      rule: 'a restoring that runs is not begun again',
      cause: 'restore-in-progress',
      before: [archived, restore()],
      ask: restore(),
    },
    {
      name: 'sped-up',
      rule: 'a higher priority speeds up what runs',
      before: [cold, restore(days(1, 'Bulk'))],
      ask: restore(days(1, 'Expedited')),
    },
    {
      name: 'tier-lower',
      rule: 'a lower priority does not slow down what runs',
      cause: 'restore-tier-lower',
      before: [cold, restore(days(1, 'Standard'))],
      ask: restore(days(1, 'Bulk')),
    },
    {
      name: 'extended',
      rule: 'a restored object is kept for longer',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: restore(days(2)),
    },
    {
      name: 'not-supported',
      rule: 'only archived objects are restored',
      cause: 'restore-not-supported',
      before: [put()],
      ask: restore(),
    },
    {
      name: 'parameters-for-archive',
      rule: 'an Archive object has no priorities, whether or not it is being restored',
      cause: 'restore-unknown-element',
      before: [archived, restore()],
      ask: restore(days(1, 'Standard')),
    },
    {
      name: 'unknown-element',
      rule: 'a request has no other elements',
      cause: 'restore-unknown-element',
      before: [cold],
      ask: restore('<Unknown>1</Unknown>'),
    },
    {
      name: 'tier-invalid',
      rule: 'a priority is one of three',
      cause: 'restore-tier-invalid',
      before: [cold],
      ask: restore(days(1, 'Fast')),
    },
    {
      name: 'days-invalid',
      rule: 'an Archive object is kept for seven days at most',
      cause: 'restore-days-invalid',
      before: [archived],
      ask: restore(days(99)),
    },
    {
      name: 'malformed-xml',
      rule: 'the body is looked at before the object',
      cause: 'restore-malformed-xml',
      ask: { ...restore(), body: '<RestoreRequest><Days>2</Days>' },
    },
    {
      name: 'glacier-parameters',
      rule: 'elements of S3 are named by ECs of their own',
      cause: 's3-restore-glacier',
      ask: restore('<GlacierJobParameters><Tier>Standard</Tier></GlacierJobParameters>'),
    },
    {
      name: 'output-location',
      rule: 'S3’s OutputLocation is not known',
      cause: 's3-restore-output',
      ask: restore('<OutputLocation></OutputLocation>'),
    },
    {
      name: 'select-type',
      rule: 'S3’s Type is not known',
      cause: 's3-restore-type',
      ask: restore('<Type>SELECT</Type>'),
    },
    { name: 'no-such-key', rule: 'what is missing is not restored', cause: 'no-such-key', ask: restore() },
  ],
  CleanRestoredObject: [
    {
      name: 'cleaned',
      rule: 'a restored copy is given up',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: clean,
      after: { ask: get(), status: 403 },
    },
    {
      name: 'not-finished',
      rule: 'a copy that is still being made is not given up',
      cause: 'restored-copy-not-finished',
      before: [archived, restore()],
      ask: clean,
    },
    {
      name: 'never-restored',
      rule: 'where there is no copy there is none to give up',
      cause: 'never-restored',
      before: [archived],
      ask: clean,
    },
    {
      name: 'not-supported',
      rule: 'only archived objects have restored copies',
      cause: 'restore-not-supported',
      before: [put()],
      ask: clean,
    },
  ],
  GetObject: [
    {
      name: 'restored',
      rule: 'a restored object tells until when it can be read',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: get(),
    },
    {
      name: 'being-restored',
      rule: 'an object that is being restored cannot be read yet',
      cause: 'object-not-restored',
      before: [archived, restore()],
      ask: get(),
    },
    {
      name: 'archive-read-directly',
      rule: 'a bucket may let Archive objects be read as they are',
      before: [
        {
          method: 'PUT',
          bucket: BUCKET,
          query: 'bucketArchiveDirectRead',
          body: '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
        },
        archived,
      ],
      ask: get(),
    },
  ],
  HeadObject: [
    {
      name: 'being-restored',
      rule: 'HEAD tells that an object is being restored',
      before: [archived, restore()],
      ask: head(),
    },
    {
      name: 'restored',
      rule: 'HEAD tells until when a restored object can be read',
      server: AT_ONCE,
      before: [cold, restore(days(30))],
      ask: head(),
    },
  ],
  CopyObject: [
    {
      name: 'of-a-restored-object',
      rule: 'a restored object is copied into another class',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: copy({ 'x-oss-storage-class': 'Standard' }),
    },
  ],
  ListObjects: [
    {
      name: 'restored',
      rule: 'the list tells what restoring has come to',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: list,
    },
  ],
  ListObjectsV2: [
    {
      name: 'being-restored',
      rule: 'the list tells what is being restored',
      before: [archived, restore()],
      ask: { ...list, query: 'list-type=2' },
    },
  ],
  ListObjectVersions: [
    {
      name: 'restored',
      rule: 'each version tells what restoring has come to',
      server: AT_ONCE,
      before: [archived, restore()],
      ask: { ...list, query: 'versions' },
    },
  ],
};
