import { COMPARE, COMPARE_V4, MISMATCH, MISMATCH_V4 } from '../authentication-parts.ts';
import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';
import { authenticationCaller } from './authentication-caller.ts';
import { authenticationHeader } from './authentication-header.ts';
import { authenticationScope } from './authentication-scope.ts';
import { authenticationUrl } from './authentication-url.ts';
import { authenticationUrlV4 } from './authentication-url-v4.ts';

const NO_DATE = { status: 403, code: 'AccessDenied', message: 'OSS authentication requires a valid Date.' } as const;

const UNKNOWN_KEY = {
  status: 403,
  code: 'InvalidAccessKeyId',
  message: 'The OSS Access Key Id you provided does not exist in our records.',
  extras: ['OSSAccessKeyId'],
} as const;

/** Who is calling: signatures, clocks, keys and tokens (EC family 0002). */
export const authentication = {
  ...authenticationCaller,
  ...authenticationHeader,
  ...authenticationScope,
  ...authenticationUrl,
  ...authenticationUrlV4,
  'signature-in-header-and-url': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Only one auth mechanism allowed.',
    ec: '0002-00000039',
    evidence: 'inferred',
    source: 'EC page 0002-00000039; access.md AUTH-2',
    reason: 'The request is signed twice: in the Authorization header and in the URL.',
    remedy:
      'Keep one of the two. A signed URL is called without an Authorization header, also one that a proxy or an HTTP library adds.',
  },
  'anonymous-response-override': {
    status: 400,
    code: 'InvalidRequest',
    message: 'Can not override response header for an anonymous user',
    evidence: 'capture',
    source:
      'cap-122; activestorage-aliyun issue 37 (2019); the 400 page (2021) has it in other words; access.md AUTH-6',
    reason: 'A response-* parameter changes headers of the answer; only signed requests may do that.',
    remedy: 'Sign the URL together with its response-* parameters, or store the wanted headers with the object.',
  },
  'date-missing': {
    ...NO_DATE,
    ec: '0002-00000503',
    evidence: 'sdk-test',
    source: 'wire.md (c); EC page 0002-00000503',
    reason: 'A signed request carries neither x-oss-date nor Date.',
    remedy: 'Send the request time. A browser cannot set Date: use x-oss-date there.',
  },
  'date-malformed': {
    ...NO_DATE,
    ec: '0002-00000505',
    evidence: 'doc',
    source: 'EC page 0002-00000505; access.md V1H-2',
    reason: 'The request time is neither "Thu, 17 Nov 2005 18:49:58 GMT" nor "20051117T184958Z".',
    remedy: 'Format the time in GMT and in English, whatever the locale of the machine.',
  },
  'v4-date-malformed': {
    ...NO_DATE,
    ec: '0002-00000502',
    evidence: 'doc',
    source: 'EC page 0002-00000502; access.md §6.5',
    reason: 'The request time of a V4 signature is neither "20221220T084818Z" nor an RFC 1123 date in GMT.',
    remedy: 'Write x-oss-date as YYYYMMDDTHHMMSSZ in UTC.',
  },
  'clock-skew': {
    status: 403,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    extras: ['MaxAllowedSkewMilliseconds', 'RequestTime', 'ServerTime'],
    ec: '0002-00000504',
    evidence: 'capture',
    source: 'cap-022, cap-024; EC page 0002-00000504',
    reason: 'The request time differs from the server’s clock by more than 15 minutes.',
    remedy:
      'Set the clock of the client by NTP and check that it computes GMT, not local time. x-oss-date beats Date when both are sent.',
  },
  'access-key-unknown': {
    ...UNKNOWN_KEY,
    ec: '0002-00000902',
    evidence: 'capture',
    source: 'cap-025, cap-027, cap-081; EC page 0002-00000902',
    reason: 'No account has this AccessKey ID. The answer shows it as received: a blank before it came with a copy.',
    remedy: 'Check the AccessKey ID the client really uses; a deleted key stays unknown.',
  },
  'access-key-disabled': {
    ...UNKNOWN_KEY,
    message: 'The OSS Access Key Id you provided is disabled.',
    ec: '0002-00000903',
    evidence: 'doc',
    source: 'cap-034 (client text); EC page 0002-00000903',
    reason: 'The AccessKey exists but its owner has disabled it.',
    remedy: 'Enable the key, or use another one.',
    earlier: { '2022': { message: UNKNOWN_KEY.message }, '2019': { message: UNKNOWN_KEY.message } },
  },
  'access-key-network': {
    ...UNKNOWN_KEY,
    message: 'The OSS Access Key Id you provided is disabled.',
    ec: '0002-00000904',
    evidence: 'inferred',
    source: 'EC page 0002-00000904',
    reason: 'The AccessKey may not be used from this network address.',
    remedy: 'Add the address to the network rule of the AccessKey, or call from an allowed network.',
  },
  'sts-key-without-token': {
    ...UNKNOWN_KEY,
    message:
      'The OSS Access Key Id you provided does not exist in our records. The Security Token may be lost to specify that it is a STS Access Id.',
    ec: '0002-00000003',
    evidence: 'capture',
    source: 'cap-031; cap-058 for 2019',
    reason: 'The AccessKey ID starts with "STS.": it is temporary and means nothing without its security token.',
    remedy: 'Give the client all three values of the temporary credential: id, secret and security token.',
    earlier: { '2019': { message: UNKNOWN_KEY.message } },
  },
  'token-of-unknown-key': {
    ...UNKNOWN_KEY,
    ec: '0002-00000002',
    evidence: 'sdk-test',
    source: 'access.md §4.7 (PHP SDK test against the service)',
    reason:
      'A security token came with an AccessKey ID that is not a living temporary one: it is permanent, unknown or over.',
    remedy:
      'Use a token only with the id and secret that were issued with it; drop it when the key is a permanent one.',
  },
  'token-of-another-key': {
    status: 403,
    code: 'AccessKeyIdAndSecurityTokenNotMatch',
    message: 'The OSS access key id and security token you provided does not match.',
    ec: '0002-00000004',
    evidence: 'doc',
    source: 'EC page 0002-00000004; HTTP 403 status code page (2021)',
    reason: 'Id and security token come from two different temporary credentials.',
    remedy: 'Replace id, secret and token together when a credential is renewed.',
  },
  'token-undecodable': {
    status: 403,
    code: 'InvalidSecurityToken',
    message: 'The security token you provided is invalid.',
    ec: '0002-00000006',
    evidence: 'doc',
    source: 'cap-040, cap-041 (client texts); EC page 0002-00000006',
    reason: 'The security token is not one that was issued: cut off, changed on the way or from elsewhere.',
    remedy: 'Pass the token on unchanged; in a URL it must be percent-encoded once.',
  },
  'token-expired': {
    status: 403,
    code: 'SecurityTokenExpired',
    message: 'The security token you provided has expired.',
    extras: ['SecurityToken'],
    ec: '0002-00000007',
    evidence: 'doc',
    source: 'wire.md (c); EC page 0002-00000007',
    reason: 'The temporary credential has outlived its duration.',
    remedy: 'Fetch a new credential before the Expiration that came with it.',
  },
  'token-in-header-and-query': {
    ...ARGUMENT,
    source: 'access.md TOK-3; generic text of the HTTP 400 status code page (2021)',
    reason: 'The security token is sent twice, as a header and in the URL.',
    remedy: 'Send it once: as a header when the header is signed, in the URL when the URL is signed.',
  },
  'token-only-in-header': {
    status: 400,
    code: 'InvalidRequest',
    message: 'Security-token must be provided by query string parameter.',
    ec: '0002-00000005',
    evidence: 'doc',
    source: 'HTTP 400 status code page (2021); wire.md (c)',
    reason: 'The URL is signed, but the security token came in a header.',
    remedy: 'Sign the token into the URL: security-token for V1, x-oss-security-token for V4.',
  },
  'token-not-supported-here': {
    status: 403,
    code: 'SecurityTokenNotSupported',
    message: 'This interface does not support security token.',
    evidence: 'sdk-test',
    source: 'cap-259; HTTP 403 status code page (2021)',
    reason: 'This operation cannot be called with a temporary credential.',
    remedy: 'Call it with a permanent key.',
  },
  'token-not-supported-in-region': {
    status: 403,
    code: 'SecurityTokenNotSupported',
    message: 'Security token is not supported in this region.',
    evidence: 'doc',
    source: 'HTTP 403 status code page (2021)',
    reason: 'The region does not accept temporary credentials.',
    remedy: 'Use a permanent key there.',
  },
  'signature-mismatch-v1': {
    ...MISMATCH,
    ec: '0002-00000040',
    evidence: 'capture',
    source: 'cap-003, cap-101; EC page 0002-00000040',
    reason: 'The V1 signature is not the one that follows from this request and the secret of this AccessKey ID.',
    remedy: COMPARE,
  },
  'signature-mismatch-v2': {
    ...MISMATCH,
    ec: '0002-00000101',
    evidence: 'doc',
    source: 'EC page 0002-00000101; elements as in V1',
    reason: 'The V2 signature is not the one that follows from this request and the secret of this AccessKey ID.',
    remedy: COMPARE,
  },
  'signature-mismatch-v4': {
    ...MISMATCH_V4,
    ec: '0002-00000201',
    evidence: 'doc',
    source: 'EC page 0002-00000201; CanonicalRequest inferred (access.md §6.5)',
    reason: 'The V4 signature is not the one that follows from this request and the secret of this AccessKey ID.',
    remedy: COMPARE_V4,
  },
} as const satisfies Record<string, CauseRow>;
