import type { CauseRow } from '../cause.ts';

/** Settings of a bucket whose errors have no EC group of their own, or one with few entries. */
export const bucketSettings = {
  'tag-key-acs': {
    status: 400,
    code: 'InvalidTag',
    message: 'The TagKey you have provided is invalid.',
    ec: '0010-00000002',
    evidence: 'inferred',
    source: 'EC page 0010-00000002; code and text of the siblings',
    reason: 'The key of a bucket tag begins with acs, which is kept for tags that Alibaba Cloud sets.',
    remedy: 'Choose another prefix.',
  },
  'bucket-tag-filter-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'operations.md §3.1 for the form; general text of the 400 page',
    reason: 'ListBuckets was asked for tags that are not written as "key":"value","key":"value".',
    remedy: 'Put key and value in double quotes, a colon between them and commas between pairs.',
  },
  'no-archive-direct-read-configuration': {
    status: 404,
    code: 'NoSuchArchiveDirectReadConfiguration',
    message: 'The archive direct read configuration does not exist.',
    extras: ['BucketName'],
    evidence: 'sdk-test',
    source: 'Java SDK test for the code; the text is not recorded',
    reason: 'Direct reading of Archive objects was never configured for the bucket.',
    remedy: 'Treat this answer as "disabled".',
  },
  'access-monitor-in-use': {
    status: 400,
    code: 'AccessMonitorDisableNotAllowed',
    message: 'The access monitor is not allowed to be disabled when a lifecycle rule based on last access time exists.',
    evidence: 'doc',
    source: 'API reference of PutBucketAccessMonitor for status and code; the text is not recorded',
    reason: 'A lifecycle rule of the bucket moves objects by the time of their last access.',
    remedy: 'Remove IsAccessTime from the lifecycle rules first.',
  },
} as const satisfies Record<string, CauseRow>;
