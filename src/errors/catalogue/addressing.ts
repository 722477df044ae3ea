import type { CauseRow } from '../cause.ts';

/** Host, bucket and object names, methods. */
export const addressing = {
  'no-such-bucket': {
    status: 404,
    code: 'NoSuchBucket',
    message: 'The specified bucket does not exist.',
    extras: ['BucketName'],
    ec: '0015-00000101',
    evidence: 'capture',
    source: 'wire.md (c), 18 captures; EC page 0015-00000101',
    reason: 'No bucket of this name exists. The bucket is looked up before the access key.',
    remedy: 'Create the bucket first, or correct the bucket name or the endpoint in the client.',
  },
  'no-such-key': {
    status: 404,
    code: 'NoSuchKey',
    message: 'The specified key does not exist.',
    extras: ['Key'],
    ec: '0026-00000001',
    evidence: 'capture',
    source: 'cap-097, cap-121, cap-194',
    reason: 'The bucket holds no object under this key.',
    remedy: 'Compare the key in the answer with the one you stored: case, a leading slash and encoding all count.',
  },
} as const satisfies Record<string, CauseRow>;
