import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';
import { append, copy, type Headers, head, KEY, put } from '../support/requests.ts';
import { enabled, ofVersion, removeAll, suspended, versionId } from '../support/versions.ts';

const rule = (inside: string): string => `<Rule><DefaultRetention>${inside}</DefaultRetention></Rule>`;
const configure = (inside = ''): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'objectWorm',
  body: `<ObjectWormConfiguration><ObjectWormEnabled>Enabled</ObjectWormEnabled>${inside}</ObjectWormConfiguration>`,
});
const got: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'objectWorm' };
const on = [enabled, configure()];
const TOMORROW = '2024-11-01T08:00:00.000Z';
const NEXT_WEEK = '2024-11-07T08:00:00.000Z';
const retain = (mode: string, until = NEXT_WEEK, headers: Headers = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  query: 'retention',
  body: `<Retention><Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`,
  headers,
});
const hold = (status: string): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  query: 'legalHold',
  body: `<LegalHold><Status>${status}</Status></LegalHold>`,
});
const retention: SignedAsk = { method: 'GET', key: KEY, query: 'retention' };
const legalHold: SignedAsk = { method: 'GET', key: KEY, query: 'legalHold' };
const BYPASS = { 'x-oss-bypass-governance-retention': 'true' };
const MODE = 'x-oss-object-worm-mode';
const UNTIL = 'x-oss-object-worm-retain-until-date';

/** Retention and legal holds of single objects (operations.md §11.7). */
export const objectWormCases: Cases = {
  PutBucketObjectWormConfiguration: [
    {
      name: 'enabled',
      rule: 'it is enabled where versioning is, and answered without body',
      before: [enabled],
      ask: configure(),
    },
    {
      name: 'needs-versioning',
      rule: 'objects are retained by version',
      cause: 'object-worm-needs-versioning',
      ask: configure(),
    },
    {
      name: 'beside-worm',
      rule: 'a bucket with a policy of its own retains no single objects',
      cause: 'worm-and-object-worm',
      before: [
        enabled,
        {
          method: 'POST',
          bucket: BUCKET,
          query: 'worm',
          body: '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>',
        },
      ],
      ask: configure(),
    },
    {
      name: 'malformed-xml',
      rule: 'a default has days or years, not both',
      cause: 'object-worm-malformed-xml',
      before: [enabled],
      ask: configure(rule('<Mode>COMPLIANCE</Mode><Days>1</Days><Years>1</Years>')),
    },
    {
      name: 'no-such-bucket',
      rule: 'for a missing bucket the body is taken for that of PutBucket',
      cause: 'overwrite-bucket-missing',
      ask: { ...configure(), bucket: 'missingbucket' },
    },
  ],
  GetBucketObjectWormConfiguration: [
    {
      name: 'found',
      rule: 'the default comes back',
      before: [enabled, configure(rule('<Days>7</Days><Mode>COMPLIANCE</Mode>'))],
      ask: got,
    },
    {
      name: 'none',
      rule: 'where it is off there is nothing',
      cause: 'no-object-worm-configuration',
      ask: got,
    },
  ],
  PutBucketVersioning: [
    {
      name: 'under-object-worm',
      rule: 'versioning stays on where single objects are retained',
      cause: 'versioning-with-retention',
      before: on,
      ask: suspended,
    },
  ],
  InitiateBucketWorm: [
    {
      name: 'beside-object-worm',
      rule: 'a bucket that retains single objects has no policy of its own',
      cause: 'worm-and-object-worm',
      before: on,
      ask: {
        method: 'POST',
        bucket: BUCKET,
        query: 'worm',
        body: '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>',
      },
    },
  ],
  PutObjectRetention: [
    { name: 'retained', rule: 'retaining tells the version', before: [...on, put()], ask: retain('COMPLIANCE') },
    {
      name: 'shortened-by-bypass',
      rule: 'who may bypass governance may shorten it',
      before: [...on, put(), retain('GOVERNANCE')],
      ask: retain('GOVERNANCE', TOMORROW, BYPASS),
    },
    {
      name: 'shortened',
      rule: 'nobody else may',
      cause: 'retention-shortened',
      before: [...on, put(), retain('GOVERNANCE')],
      ask: retain('GOVERNANCE', TOMORROW),
    },
    {
      name: 'compliance-shortened',
      rule: 'compliance cannot be bypassed',
      cause: 'retention-shortened',
      before: [...on, put(), retain('COMPLIANCE')],
      ask: retain('COMPLIANCE', TOMORROW, BYPASS),
    },
    {
      name: 'date-past',
      rule: 'the date lies in the future',
      cause: 'retention-date-past',
      before: [...on, put()],
      ask: retain('COMPLIANCE', '2024-10-31T08:00:00.000Z'),
    },
    {
      name: 'malformed-xml',
      rule: 'there are two modes',
      cause: 'retention-malformed-xml',
      before: [...on, put()],
      ask: retain('STRICT'),
    },
    {
      name: 'appendable',
      rule: 'appendable objects are not retained',
      cause: 'retention-appendable',
      before: [enabled, append('&position=0'), configure()],
      ask: { ...retain('COMPLIANCE'), key: 'log.txt' },
    },
    {
      name: 'object-worm-off',
      rule: 'the bucket must say that it retains objects',
      cause: 'object-worm-off',
      before: [put()],
      ask: retain('COMPLIANCE'),
    },
    {
      name: 'no-such-key',
      rule: 'what is missing is not retained',
      cause: 'no-such-key',
      before: on,
      ask: retain('COMPLIANCE'),
    },
  ],
  GetObjectRetention: [
    { name: 'found', rule: 'mode and date come back', before: [...on, put(), retain('GOVERNANCE')], ask: retention },
    {
      name: 'by-default',
      rule: 'new objects are retained as the bucket says',
      before: [enabled, configure(rule('<Mode>COMPLIANCE</Mode><Years>1</Years>')), put()],
      ask: retention,
    },
    { name: 'none', rule: 'both are empty for an object without', before: [...on, put()], ask: retention },
    {
      name: 'object-worm-off',
      rule: 'the bucket must say that it retains objects',
      cause: 'object-worm-off',
      before: [put()],
      ask: retention,
    },
  ],
  PutObjectLegalHold: [
    { name: 'held', rule: 'a hold tells the version', before: [...on, put()], ask: hold('ON') },
    {
      name: 'malformed-xml',
      rule: 'a hold is on or off',
      cause: 'retention-malformed-xml',
      before: [...on, put()],
      ask: hold('on'),
    },
    {
      name: 'object-worm-off',
      rule: 'the bucket must say that it retains objects',
      cause: 'object-worm-off',
      before: [put()],
      ask: hold('ON'),
    },
  ],
  GetObjectLegalHold: [
    { name: 'held', rule: 'a hold comes back', before: [...on, put(), hold('ON')], ask: legalHold },
    { name: 'released', rule: 'so does its end', before: [...on, put(), hold('ON'), hold('OFF')], ask: legalHold },
  ],
  PutObject: [
    {
      name: 'retained',
      rule: 'an upload may say how long it is retained',
      before: on,
      ask: put({ [MODE]: 'GOVERNANCE', [UNTIL]: TOMORROW }),
    },
    {
      name: 'retention-header-invalid',
      rule: 'mode and date come together',
      cause: 'retention-header-invalid',
      before: on,
      ask: put({ [MODE]: 'GOVERNANCE' }),
    },
    {
      name: 'object-worm-off',
      rule: 'only where the bucket retains objects',
      cause: 'object-worm-off',
      ask: put({ [MODE]: 'GOVERNANCE', [UNTIL]: TOMORROW }),
    },
  ],
  HeadObject: [
    {
      name: 'retained',
      rule: 'HEAD tells retention and hold',
      before: [...on, put(), retain('GOVERNANCE'), hold('ON')],
      ask: head(),
    },
  ],
  AppendObject: [
    {
      name: 'with-object-worm',
      rule: 'nothing is appended where objects are retained',
      cause: 'retention-appendable',
      before: on,
      ask: append('&position=0'),
    },
  ],
  CopyObject: [
    {
      name: 'not-retained',
      rule: 'a copy is not retained because its source is',
      before: [...on, put(), retain('COMPLIANCE')],
      ask: copy(),
    },
  ],
  DeleteObject: [
    {
      name: 'retained-version',
      rule: 'a retained version is not deleted',
      cause: 'object-immutable',
      before: [...on, put(), retain('GOVERNANCE')],
      ask: ofVersion('DELETE'),
    },
    {
      name: 'bypassed-version',
      rule: 'unless governance is bypassed',
      before: [...on, put(), retain('GOVERNANCE')],
      ask: ofVersion('DELETE', 0, '', { headers: BYPASS }),
    },
    {
      name: 'held-version',
      rule: 'a held version is not deleted whoever asks',
      cause: 'object-immutable',
      before: [...on, put(), hold('ON')],
      ask: ofVersion('DELETE', 0, '', { headers: BYPASS }),
    },
    {
      name: 'marker-over-retained',
      rule: 'a delete marker hides what is retained',
      before: [...on, put(), retain('COMPLIANCE')],
      ask: { method: 'DELETE', key: KEY },
    },
  ],
  DeleteMultipleObjects: [
    {
      name: 'retained-version',
      rule: 'nothing is deleted when one version is retained',
      cause: 'object-immutable',
      before: [...on, put(), retain('COMPLIANCE')],
      ask: (earlier) => removeAll(`<Object><Key>${KEY}</Key><VersionId>${versionId(earlier)}</VersionId></Object>`),
    },
  ],
};
