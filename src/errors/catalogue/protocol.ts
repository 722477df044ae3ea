import type { CauseRow } from '../cause.ts';

/** What the service says to bytes that are no HTTP. */
const UNREADABLE = 'Your browser sent a request that this server could not understand.';

/** What is wrong with the request as HTTP, or with the combination of method and resource. */
export const protocol = {
  'unknown-method': {
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    extras: ['Method', 'ResourceType'],
    headers: ['Allow'],
    ec: '0003-00000016',
    evidence: 'capture',
    source: 'cap-141 (both manuals, chapter "OSS error response")',
    reason: 'The request line starts with a method that OSS does not have.',
    remedy:
      'Use GET, HEAD, PUT, POST, DELETE or OPTIONS; look at what builds the request line, often a proxy or a test tool.',
  },
  'no-such-operation': {
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    extras: ['Method', 'ResourceType'],
    headers: ['Allow'],
    ec: '0017-00000001',
    evidence: 'capture',
    source: 'EC page 0017-00000001; the document of July 2025 in a public file',
    reason: 'This method, resource and sub-resource together are not an operation of OSS.',
    remedy:
      'Compare the method, the path and the query with the operation you meant; a bucket operation needs a path without a key.',
  },
  'operation-not-implemented': {
    status: 400,
    code: 'NotImplemented',
    message: 'A header you provided implies functionality that is not implemented.',
    extras: ['Operation'],
    evidence: 'inferred',
    source: 'the code and text are those of cap-142; the element is ours',
    reason: 'OSS has this operation, ossmock does not support it yet, and answering with another one would mislead.',
    remedy:
      'See the compatibility table in the README; leave the operation out of the test or run it against the real service.',
  },
  'aws-chunked-payload': {
    status: 400,
    code: 'InvalidArgument',
    message: 'aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0017-00000804',
    evidence: 'doc',
    source: 'EC page 0017-00000804, with all elements; karakeep issue 2191',
    reason:
      'An S3 client sends its body in chunks with checksums between them (Content-Encoding: aws-chunked), which OSS takes only with x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD.',
    remedy:
      'Switch chunked encoding off in the S3 client (chunkedEncodingEnabled false; requestChecksumCalculation WHEN_REQUIRED), or use an OSS client.',
  },
  'aws-chunked': {
    status: 400,
    code: 'NotImplemented',
    message: 'Aws MultiChunkedEncoding is not supported.',
    evidence: 'capture',
    source: 'athens issue 1296 of 2019 for code and text',
    reason:
      'The body is sent in chunks as S3 clients do (Content-Encoding: aws-chunked). OSS took none of them until about 2023; ossmock takes none, because it does not know how S3 signs them.',
    remedy: 'Switch chunked encoding off in the S3 client, or use an OSS client.',
  },
  'bad-request-line': {
    status: 400,
    code: 'BadRequest',
    message: UNREADABLE,
    evidence: 'inferred',
    source: 'code and text of bad-header-section',
    reason:
      'The bytes before the first line end are not `METHOD target HTTP/1.1`, often because of a raw space or a raw non-ASCII character in the URL.',
    remedy: 'Percent-encode the object name in the URL and speak plain HTTP/1.1 to this port.',
  },
  'bad-header-section': {
    status: 400,
    code: 'BadRequest',
    message: UNREADABLE,
    evidence: 'capture',
    source: 'dromara/x-file-storage issue 82 (May 2023), without EC; what the SDK for Java had sent is not shown',
    reason: 'A header line could not be read: a missing colon, a control character, or conflicting lengths.',
    remedy:
      'Look at the headers your client or proxy adds; each is `Name: value` in ASCII or UTF-8, without control characters.',
  },
  'header-section-too-large': {
    status: 400,
    code: 'BadRequest',
    message: 'The header section is too large.',
    evidence: 'inferred',
    source: 'the code is the one of the 400 page; no capture',
    reason: 'Request line and headers together are longer than the server reads (64 KiB).',
    remedy: 'Send large data in the body; user metadata may be 8 KB in all.',
  },
  'bad-chunk': {
    status: 400,
    code: 'BadRequest',
    message: 'The chunked body is not well-formed.',
    evidence: 'inferred',
    source: 'the code is the one of the 400 page; no capture',
    reason: 'The request announces chunked transfer encoding, and what followed is not a chunk.',
    remedy: 'Let the HTTP library frame the body; do not send Transfer-Encoding by hand.',
  },
  'bad-percent-encoding': {
    status: 400,
    code: 'InvalidArgument',
    message: 'The URL is not well encoded.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'no capture; code by analogy with operations.md §2.12',
    reason: 'A percent sign in the URL is not followed by two hex digits.',
    remedy: 'Encode a literal percent sign as %25.',
  },
  'missing-content-length': {
    status: 411,
    code: 'MissingContentLength',
    message: 'You must provide the Content-Length HTTP header.',
    ec: '0017-00000101',
    evidence: 'doc',
    source: 'EC page 0017-00000101; both manuals, error table',
    reason: 'The operation takes a body, and the request has neither Content-Length nor chunked transfer encoding.',
    remedy: 'Send Content-Length, also when the body is empty, or use chunked transfer encoding.',
  },
  'content-length-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Content-Length.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0017-00000103',
    evidence: 'inferred',
    source: 'EC page 0017-00000103 gives status and cause, not the text',
    reason: 'Content-Length is not a whole number, or was sent twice with different values.',
    remedy: 'Send one Content-Length with the number of bytes of the body.',
  },
  'incomplete-body': {
    status: 400,
    code: 'IncompleteBody',
    message: 'You did not provide the number of bytes specified by the Content-Length HTTP header.',
    ec: '0017-00000505',
    evidence: 'doc',
    source: 'EC page 0017-00000505; HTTP 400 page',
    reason: 'The client ended the connection before all announced bytes had arrived. Nothing was stored.',
    remedy:
      'Check that Content-Length is the size of the body in bytes, not in characters, and that nothing cuts the upload.',
  },
  'request-timeout': {
    status: 400,
    code: 'RequestTimeout',
    message:
      'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
    ec: '0017-00000704',
    evidence: 'doc',
    source: 'EC page 0017-00000704; HTTP 400 page; both manuals, error table',
    reason: 'The client stopped sending in the middle of a request. Nothing was stored.',
    remedy:
      'Look at the network between client and server; upload large files in parts and retry the part that stalled.',
  },
} as const satisfies Record<string, CauseRow>;
