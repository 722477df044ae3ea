import { BUCKET, type Case, type Cases, type Earlier, element, type SignedAsk } from '../support/case.ts';

const KEY = 'dir/big file.bin';
const MIN_PART = 102_400;
const UNKNOWN_ID = '0004B9894A22E5B1888A1E29F8236E2D';

const initiate: SignedAsk = { method: 'POST', key: KEY, query: 'uploads' };
const sequential: SignedAsk = { method: 'POST', key: KEY, query: 'uploads&sequential' };
const object = (key: string, body: string): SignedAsk => ({ method: 'PUT', key, body });
const source = object('source.txt', 'hello world');
const fromSource = { 'x-oss-copy-source': `/${BUCKET}/source.txt` };

/** The id that the first request of a case was answered, unless it made something else before. */
function uploadId(earlier: readonly Earlier[]): string {
  return element(
    earlier.find(({ body }) => body.includes('UploadId')),
    'UploadId',
  );
}

/** A step that uploads a part of the case's upload. */
const part =
  (number: number, body: string | Buffer = 'part') =>
  (earlier: readonly Earlier[]): SignedAsk => ({
    method: 'PUT',
    key: KEY,
    query: `partNumber=${number}&uploadId=${uploadId(earlier)}`,
    body,
  });

/** ETags of the parts uploaded so far, as CompleteMultipartUpload lists them. */
function partsList(earlier: readonly Earlier[], numbers: readonly number[]): string {
  const etags = earlier.flatMap((answer) => answer.header('ETag') ?? []);
  const parts = numbers.map((n, i) => `<Part><PartNumber>${n}</PartNumber><ETag>${etags[i]}</ETag></Part>`);
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

/** A completion; `body` is the list of parts. */
function complete(earlier: readonly Earlier[], body: string, more: Partial<SignedAsk> = {}): SignedAsk {
  return { method: 'POST', key: KEY, query: `uploadId=${uploadId(earlier)}`, body, ...more };
}

/** Refusals of an upload id that UploadPart, UploadPartCopy, Complete, Abort and ListParts share but for the cause. */
function unknownUpload(ask: (id: string) => SignedAsk, cause: NonNullable<Case['cause']>): Case[] {
  return [
    { name: 'no-such-upload', rule: 'an upload that is not there is a 404', cause, ask: ask(UNKNOWN_ID) },
    {
      name: 'upload-id-malformed',
      rule: 'what has not the form of an upload id is a 404 with another EC',
      cause: 'upload-id-malformed',
      ask: ask('abc'),
    },
  ];
}

const copyPart = (earlier: readonly Earlier[], headers: Readonly<Record<string, string>> = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  query: `partNumber=1&uploadId=${uploadId(earlier)}`,
  headers: { ...fromSource, ...headers },
});

/** Uploads in parts (operations.md §7). */
export const multipartCases: Cases = {
  InitiateMultipartUpload: [
    { name: 'initiated', rule: 'bucket, key and the id of the upload', ask: initiate },
    {
      name: 'encoded',
      rule: 'encoding-type=url stands first and encodes the key',
      ask: { ...initiate, query: 'uploads&encoding-type=url' },
    },
    {
      name: 'encrypted',
      rule: 'the encryption asked for is answered',
      ask: { ...initiate, headers: { 'x-oss-server-side-encryption': 'AES256' } },
    },
    {
      name: 'object-exists',
      rule: 'an object that must not be overwritten is not begun',
      cause: 'object-exists',
      before: [object(KEY, 'x')],
      ask: { ...initiate, headers: { 'x-oss-forbid-overwrite': 'true' } },
    },
    {
      name: 'encoding-type-unknown',
      rule: 'encoding-type names a known encoding',
      cause: 'encoding-type-unknown',
      ask: { ...initiate, query: 'uploads&encoding-type=xml' },
    },
  ],
  UploadPart: [
    {
      name: 'uploaded',
      rule: 'ETag and CRC-64 of the part',
      before: [initiate],
      ask: (earlier) => part(1)(earlier),
    },
    {
      name: 'chunked',
      rule: 'a part may come in chunks',
      before: [initiate],
      ask: (earlier) => ({ ...part(1)(earlier), chunked: true }),
    },
    {
      name: 'encrypted',
      rule: 'the encryption of the upload is answered with each part',
      before: [{ ...initiate, headers: { 'x-oss-server-side-encryption': 'KMS' } }],
      ask: (earlier) => part(1)(earlier),
    },
    ...unknownUpload(
      (id) => ({ method: 'PUT', key: KEY, query: `partNumber=1&uploadId=${id}`, body: 'x' }),
      'no-such-upload-for-part',
    ),
    {
      name: 'part-number-missing',
      rule: 'an upload id without partNumber is an unexpected parameter',
      cause: 'part-number-missing',
      ask: { method: 'PUT', key: KEY, query: `uploadId=${UNKNOWN_ID}`, body: 'x' },
    },
    {
      name: 'part-number-invalid',
      rule: 'parts are numbered from 1 to 10000',
      cause: 'part-number-invalid',
      ask: { method: 'PUT', key: KEY, query: `partNumber=10001&uploadId=${UNKNOWN_ID}`, body: 'x' },
    },
    {
      name: 'without-length',
      rule: 'a part has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', key: KEY, query: `partNumber=1&uploadId=${UNKNOWN_ID}`, noLength: true },
    },
    {
      name: 'encryption-not-applicable',
      rule: 'encryption is asked for at initiation only',
      cause: 'encryption-header-not-applicable',
      before: [initiate],
      ask: (earlier) => ({ ...part(1)(earlier), headers: { 'x-oss-server-side-encryption': 'AES256' } }),
    },
    {
      name: 'content-md5-mismatch',
      rule: 'Content-MD5 covers the part',
      cause: 'content-md5-mismatch',
      before: [initiate],
      ask: (earlier) => ({ ...part(1)(earlier), headers: { 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==' } }),
    },
    {
      name: 'crc64-mismatch',
      rule: 'an announced CRC-64 is that of the part',
      cause: 'crc64-mismatch',
      before: [initiate],
      ask: (earlier) => ({ ...part(1)(earlier), headers: { 'x-oss-hash-crc64ecma': '1' } }),
    },
    {
      name: 'not-sequential',
      rule: 'a sequential upload takes its parts one after the other',
      cause: 'part-not-sequential',
      before: [sequential],
      ask: (earlier) => part(2)(earlier),
    },
    {
      name: 'already-exists',
      rule: 'a part of a sequential upload is not replaced',
      cause: 'part-already-exists',
      before: [sequential, part(1)],
      ask: (earlier) => part(1)(earlier),
    },
  ],
  UploadPartCopy: [
    {
      name: 'whole',
      rule: 'date and ETag of the part, 180 bytes in all',
      before: [source, initiate],
      ask: (earlier) => copyPart(earlier),
    },
    {
      name: 'range',
      rule: 'a range of the source is answered with Content-Range',
      before: [source, initiate],
      ask: (earlier) => copyPart(earlier, { 'x-oss-copy-source-range': 'bytes=0-4' }),
    },
    {
      name: 'not-modified',
      rule: 'a condition that says so copies nothing',
      before: [source, initiate],
      ask: (earlier) => copyPart(earlier, { 'x-oss-copy-source-if-modified-since': 'Thu, 31 Oct 2024 08:00:00 GMT' }),
    },
    ...unknownUpload(
      (id) => ({ method: 'PUT', key: KEY, query: `partNumber=1&uploadId=${id}`, headers: fromSource }),
      'no-such-upload-for-copy',
    ),
    {
      name: 'source-malformed',
      rule: 'the source is written /bucket/key',
      cause: 'part-copy-source-malformed',
      before: [initiate],
      ask: (earlier) => copyPart(earlier, { 'x-oss-copy-source': 'source.txt' }),
    },
    {
      name: 'source-empty',
      rule: 'an empty source has an EC of its own',
      cause: 'part-copy-source-empty',
      before: [initiate],
      ask: (earlier) => copyPart(earlier, { 'x-oss-copy-source': '' }),
    },
    {
      name: 'no-such-key',
      rule: 'a source that is not there is named by its own key',
      cause: 'no-such-key',
      before: [initiate],
      ask: (earlier) => copyPart(earlier),
    },
    {
      name: 'precondition-failed',
      rule: 'the failed condition is named without its prefix',
      cause: 'precondition-failed',
      before: [source, initiate],
      ask: (earlier) => copyPart(earlier, { 'x-oss-copy-source-if-match': '"foo"' }),
    },
    {
      name: 'already-exists',
      rule: 'a part of a sequential upload is not replaced by a copy',
      cause: 'part-already-exists-for-copy',
      before: [source, sequential, part(1)],
      ask: (earlier) => copyPart(earlier),
    },
    {
      name: 'source-appendable',
      rule: 'an appendable object is no source of parts',
      cause: 'copy-source-appendable',
      before: [{ method: 'POST', key: 'source.txt', query: 'append&position=0', body: 'x' }, initiate],
      ask: (earlier) => copyPart(earlier),
    },
  ],
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
      name: 'invalid-part',
      rule: 'a part that was never uploaded is named with the ETag that was sent',
      cause: 'invalid-part',
      before: [initiate, part(1)],
      ask: (earlier) => complete(earlier, partsList(earlier, [7])),
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
