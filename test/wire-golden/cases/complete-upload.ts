import { BUCKET, type Cases } from '../support/case.ts';
import {
  complete,
  initiate,
  KEY,
  MIN_PART,
  object,
  part,
  partsList,
  sequential,
  UNKNOWN_ID,
  unknownUpload,
  uploadId,
} from '../support/uploads.ts';
import { clientEncryptionCases } from './client-encryption.ts';

const CLIENT_ENCRYPTION = {
  'x-oss-meta-client-side-encryption-key': 'nyXOp7delQ/MQLjKQMhHLaTHIB6q+C+RA6lGwqqYVa8=',
  'x-oss-meta-client-side-encryption-start': 'De/S3T8wFjx7QPxAAFl7h7TeI2EsZlfCwox4WhLGng5DK2vNXxULmulMUUpYkdc9',
  'x-oss-meta-client-side-encryption-cek-alg': 'AES/CTR/NoPadding',
  'x-oss-meta-client-side-encryption-wrap-alg': 'RSA/NONE/PKCS1Padding',
  'x-oss-meta-client-side-encryption-data-size': '204807',
  'x-oss-meta-client-side-encryption-part-size': '102400',
};

/** The ends of uploads, and lists of them (operations.md §7.4 to §7.7). */
export const completeUploadCases: Cases = {
  CompleteMultipartUpload: [
    {
      name: 'completed',
      rule: 'where the object is, and its ETag with the number of parts',
      before: [initiate, part(1, Buffer.alloc(MIN_PART, 'a')), part(3, 'end')],
      ask: (earlier) => complete(earlier, partsList(earlier, [1, 3])),
    },
    {
      name: 'encoded',
      rule: 'encoding-type=url encodes the key, not the location',
      before: [initiate, part(1)],
      ask: (earlier) =>
        complete(earlier, partsList(earlier, [1]), { query: `uploadId=${uploadId(earlier)}&encoding-type=url` }),
    },
    {
      name: 'all-parts',
      rule: 'x-oss-complete-all takes every part that is there',
      before: [initiate, part(2)],
      ask: (earlier) => complete(earlier, '', { headers: { 'x-oss-complete-all': 'yes' } }),
    },
    {
      name: 'sequential',
      rule: 'a sequential upload has a Content-MD5',
      before: [sequential, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1])),
    },
    {
      name: 'path-style',
      rule: 'a client that names the bucket in the path is told its own address as the location',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1]), { bucket: BUCKET, host: '127.0.0.1:9000' }),
    },
    ...unknownUpload(
      (id) => ({ method: 'POST', key: KEY, query: `uploadId=${id}`, body: partsList([], []) }),
      'no-such-upload-to-complete',
    ),
    {
      name: 'malformed',
      rule: 'a body that is no list of parts is refused before the upload is looked up',
      cause: 'complete-malformed',
      ask: { method: 'POST', key: KEY, query: `uploadId=${UNKNOWN_ID}`, body: '<Complete/>' },
    },
    {
      name: 'not-ascending',
      rule: 'parts are listed in ascending order',
      cause: 'parts-not-ascending',
      before: [initiate, part(1), part(2)],
      ask: (earlier) => complete(earlier, partsList(earlier, [2, 1])),
    },
    {
      name: 'file-part-missing',
      rule: 'a part that was never uploaded is named with the ETag that was sent',
      cause: 'file-part-missing',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [7])),
    },
    {
      name: 'invalid-part',
      rule: 'a part is listed with the ETag of its upload',
      cause: 'invalid-part',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1]).replace(/[0-9A-F]{32}/, '0'.repeat(32))),
    },
    {
      name: 'part-too-small',
      rule: 'every part but the last has 102400 bytes',
      cause: 'part-too-small',
      before: [initiate, part(1, 'x'), part(2, 'y')],
      ask: (earlier) => complete(earlier, partsList(earlier, [1, 2])),
    },
    {
      name: 'object-exists',
      rule: 'an object that must not be overwritten keeps the upload waiting',
      cause: 'object-exists-at-completion',
      before: [initiate, part(1), object(KEY, 'x')],
      ask: (earlier) => complete(earlier, partsList(earlier, [1]), { headers: { 'x-oss-forbid-overwrite': 'true' } }),
    },
    {
      name: 'all-parts-with-body',
      rule: 'x-oss-complete-all and a list contradict each other; the typo is the service’s',
      cause: 'complete-all-with-body',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1]), { headers: { 'x-oss-complete-all': 'yes' } }),
    },
    {
      name: 'crc64-mismatch',
      rule: 'an announced CRC-64 is that of the whole object',
      cause: 'crc64-mismatch',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [1]), { headers: { 'x-oss-hash-crc64ecma': '1' } }),
    },
    {
      name: 'encryption-not-applicable',
      rule: 'encryption is asked for at initiation only',
      cause: 'encryption-header-not-applicable',
      before: [initiate, part(1)],
      ask: (earlier) =>
        complete(earlier, partsList(earlier, [1]), { headers: { 'x-oss-server-side-encryption': 'AES256' } }),
    },
    ...clientEncryptionCases.CompleteMultipartUpload,
  ],
  AbortMultipartUpload: [
    {
      name: 'aborted',
      rule: 'an abort is a 204',
      before: [initiate, part(1)],
      ask: (earlier) => ({ method: 'DELETE', key: KEY, query: `uploadId=${uploadId(earlier)}` }),
    },
    ...unknownUpload((id) => ({ method: 'DELETE', key: KEY, query: `uploadId=${id}` }), 'no-such-upload'),
  ],
  ListParts: [
    {
      name: 'parts',
      rule: 'number, date, ETag, CRC-64 and size of each part',
      before: [initiate, part(1), part(3, 'third')],
      ask: (earlier) => ({ method: 'GET', key: KEY, query: `uploadId=${uploadId(earlier)}` }),
    },
    {
      name: 'client-encrypted',
      rule: 'an upload that the client encrypts tells the key, the start, the algorithms and the sizes it was begun with',
      before: [{ ...initiate, headers: CLIENT_ENCRYPTION }, part(3, '7 bytes')],
      ask: (earlier) => ({ method: 'GET', key: KEY, query: `uploadId=${uploadId(earlier)}` }),
    },
    {
      name: 'truncated',
      rule: 'a page ends with the number to go on from',
      before: [initiate, part(1), part(3, 'third')],
      ask: (earlier) => ({
        method: 'GET',
        key: KEY,
        query: `uploadId=${uploadId(earlier)}&max-parts=1&encoding-type=url`,
      }),
    },
    {
      name: 'no-parts',
      rule: 'an upload without parts has an empty list',
      before: [initiate],
      ask: (earlier) => ({ method: 'GET', key: KEY, query: `uploadId=${uploadId(earlier)}` }),
    },
    ...unknownUpload((id) => ({ method: 'GET', key: KEY, query: `uploadId=${id}` }), 'no-such-upload'),
    {
      name: 'max-parts-out-of-range',
      rule: 'max-parts is a whole number from 1 to 1000',
      cause: 'list-limit-invalid',
      ask: { method: 'GET', key: KEY, query: `uploadId=${UNKNOWN_ID}&max-parts=1001` },
    },
    {
      name: 'part-number-marker-invalid',
      rule: 'part-number-marker is the number of a part',
      cause: 'part-number-marker-invalid',
      ask: { method: 'GET', key: KEY, query: `uploadId=${UNKNOWN_ID}&part-number-marker=abc` },
    },
  ],
  ListMultipartUploads: [
    {
      name: 'none',
      rule: 'a bucket without uploads has empty markers',
      ask: { method: 'GET', bucket: BUCKET, query: 'uploads' },
    },
    {
      name: 'uploads',
      rule: 'the next markers name the last entry also of a complete list',
      before: [initiate, { method: 'POST', key: 'z.bin', query: 'uploads' }],
      ask: { method: 'GET', bucket: BUCKET, query: 'uploads' },
    },
    {
      name: 'grouped',
      rule: 'uploads below a delimiter are one common prefix',
      before: [initiate, { method: 'POST', key: 'a.bin', query: 'uploads' }],
      ask: { method: 'GET', bucket: BUCKET, query: 'uploads&delimiter=/&encoding-type=url' },
    },
    {
      name: 'max-uploads-out-of-range',
      rule: 'max-uploads is a whole number from 1 to 1000',
      cause: 'list-limit-invalid',
      ask: { method: 'GET', bucket: BUCKET, query: 'uploads&max-uploads=0' },
    },
    {
      name: 'encoding-type-unknown',
      rule: 'encoding-type names a known encoding',
      cause: 'encoding-type-unknown',
      ask: { method: 'GET', bucket: BUCKET, query: 'uploads&encoding-type=xml' },
    },
  ],
};
