import type { CauseRow } from '../cause.ts';

/** Status 203: the object is stored, and the callback did not succeed (access.md §14.5). The upload is not undone. */
const FAILED = { status: 203, code: 'CallbackFailed' } as const;

/** EC 0007-000002xx: what came back from the callback server, or did not. */
export const callbackFailures = {
  'callback-status': {
    ...FAILED,
    message: 'Error status : {Status}.',
    ec: '0007-00000203',
    evidence: 'capture',
    source: 'cap-012, cap-013; manuals, chapter Upload callback, example 4; EC page 0007-00000203',
    reason: 'The callback server answered with a status other than 200. Even 201, 204 and redirects count as failures.',
    remedy: 'Look in the log of the callback server for this request and answer 200 once it is handled.',
  },
  'callback-refused': {
    ...FAILED,
    message: 'Error status : 502.',
    ec: '0007-00000203',
    evidence: 'capture',
    source: 'cap-012; manuals, chapter Upload callback, example 5',
    reason:
      'Nothing listens at callbackUrl, or the URL is missing its port. A gateway in front of the server that answers 502 looks the same.',
    remedy: 'Start the callback server and call callbackUrl with curl from outside your network.',
  },
  'callback-handshake-failed': {
    ...FAILED,
    message: 'Error status : 502.',
    ec: '0007-00000203',
    evidence: 'capture',
    source: 'cap-013, cap-015: https servers that need SNI; EC by the message',
    reason:
      'callbackUrl begins with https, and the TLS handshake failed. Unless callbackSNI is true, OSS does not name the host in it.',
    remedy: 'Set callbackSNI to true, and check that the port speaks TLS.',
  },
  'callback-connection-lost': {
    ...FAILED,
    message: 'Error status : 502.',
    ec: '0007-00000203',
    evidence: 'inferred',
    source: 'the message is that of a server that cannot be called (cap-012)',
    reason: 'The callback server took the connection and closed it before a whole answer had come.',
    remedy: 'Look for a crash in the log of the callback server; Content-Length must not be larger than the body.',
  },
  'callback-answer-not-http': {
    ...FAILED,
    message: 'Error status : 502.',
    ec: '0007-00000203',
    evidence: 'inferred',
    source: 'the message is that of a server that cannot be called (cap-012); 3 MB of headers by access.md §14.5',
    reason: 'What the callback server sent is not an HTTP answer, or has more than 3 MB of headers.',
    remedy: 'Check that callbackUrl names the port of an HTTP server, and https only where it speaks TLS.',
  },
  'callback-unreachable': {
    ...FAILED,
    message: 'Error status : -1.OSS can not connect to your callbackUrl, please check it.',
    ec: '0007-00000203',
    evidence: 'capture',
    source: 'wire.md (c), one body; manuals, chapter Upload callback, example 2; EC by wire.md (c)',
    reason:
      'The connection to the callback server could not be made in time: wrong address, firewall, or an overloaded server.',
    remedy: 'Open the port to the public network; answer at once and do slow work afterwards.',
  },
  'callback-timeout': {
    ...FAILED,
    message: 'Error status : -1.call {Address} reply timeout, cost:{Cost}ms, timeout:{Timeout}ms (err:-4, errno:115)',
    ec: '0007-00000202',
    evidence: 'capture',
    source: 'capture of 2016 in both manuals, chapter Upload callback, "Timeout"; EC page 0007-00000202',
    reason:
      'The callback server took the request and did not answer within five seconds. The address in the text is internal and can be ignored.',
    remedy: 'Answer 200 with a JSON body first and do slow work in the background.',
  },
  'callback-timeout-other-build': {
    ...FAILED,
    message: 'Error status : -1 {Address} reply timeout, cost:{Cost}ms, timeout:{Timeout}ms (err -4, errno115)',
    ec: '0007-00000202',
    evidence: 'capture',
    source: 'capture of 2017 in both manuals, chapter Upload callback, example 3: the text of another build',
    reason: 'The callback server did not answer within five seconds; some front ends of the service word it this way.',
    remedy: 'Answer 200 with a JSON body first and do slow work in the background.',
  },
  'callback-too-slow': {
    ...FAILED,
    message: 'Cost too long time.',
    evidence: 'doc',
    source: '203 page of 2021',
    reason:
      'The first URL of callbackUrl failed, and the five seconds for all of them ended while a later one was tried.',
    remedy: 'List fewer URLs, those that answer fastest first.',
  },
  'callback-answer-not-json': {
    ...FAILED,
    message: 'Response body is not valid json format.',
    ec: '0007-00000205',
    evidence: 'capture',
    source: 'cap-132 to cap-139; manuals, chapter Upload callback, example 1; EC page 0007-00000205',
    reason:
      'The callback server answered 200, and the body is not JSON: plain OK, a stack trace, or JSON behind a byte order mark (EF BB BF).',
    remedy: 'Answer {"Status":"OK"} with Content-Type application/json, and save PHP files without a byte order mark.',
  },
  'callback-answer-without-length': {
    ...FAILED,
    message: 'Error Status : 400.User server missing content-length.',
    evidence: 'doc',
    source: '203 page of 2021 (capital S as printed)',
    reason: 'The answer of the callback server has no Content-Length, for example because it is chunked.',
    remedy: 'Send Content-Length with the answer.',
  },
  'callback-answer-too-long': {
    ...FAILED,
    message: 'Error Status : 400.User server return too long content-length value.',
    evidence: 'doc',
    source: '203 page of 2021',
    reason: 'The answer of the callback server is longer than 1 MB.',
    remedy: 'Answer with a short JSON document; the client gets it unchanged.',
  },
  'callback-answer-length-invalid': {
    ...FAILED,
    message: 'Error Status : 400.User server return invalid conent-length value.',
    evidence: 'doc',
    source: '203 page of 2021 ("conent" as printed)',
    reason: 'Content-Length of the answer of the callback server is not a number, or stands there twice.',
    remedy: 'Let the HTTP library of the callback server set it.',
  },
  'callback-image-info-failed': {
    ...FAILED,
    message: 'Get image info failed.',
    evidence: 'doc',
    source: '203 page of 2021',
    reason:
      'callbackBody uses imageInfo variables, and the stored object could not be read to find them. For objects that are no images they are empty, which is no failure.',
    remedy: 'Do not delete or replace the object while its upload goes on; then upload again.',
  },
  'callback-overload': {
    ...FAILED,
    message: 'Too many callback requests.',
    evidence: 'doc',
    source: '203 page of 2021',
    reason: 'Too many callbacks are under way at the same time.',
    remedy: 'Answer callbacks faster, or upload with fewer clients at a time.',
  },
  'download-denied-by-callback': {
    status: 403,
    code: 'RequestDeniedByCallback',
    message: 'Callback deny this request reason: {Reason}',
    ec: '0007-00000209',
    evidence: 'capture',
    source: 'cap-017 (Content-Length 379)',
    reason:
      'The bucket asks a server of its owner before each download, and that server said no for the reason in the text.',
    remedy: 'Ask the owner of the bucket; this is not the upload callback.',
  },
} as const satisfies Record<string, CauseRow>;
