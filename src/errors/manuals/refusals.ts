import { BOTH, type ManualRow } from './row.ts';

const DENIED = { editions: BOTH, place: 'OSS permission', status: 403 } as const;
const FORBIDDEN = { editions: BOTH, place: 'OSS 403', status: 403 } as const;

const ENDPOINT =
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
const CORS =
  "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
const UNKNOWN_KEY = 'The OSS Access Key Id you provided does not exist in our records.';

/** The chapters on permissions, referer, CORS and status 403, and the examples of the first chapter of 2019. */
export const refusals: readonly ManualRow[] = [
  {
    editions: ['2019'],
    place: 'OSS error response, message body',
    code: 'AccessDenied',
    message: 'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters',
    causes: ['url-signature-missing', 'url-id-missing', 'url-expires-missing'],
  },
  {
    editions: ['2019'],
    place: 'OSS error response, unsupported operations',
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    causes: ['unknown-method'],
  },
  {
    editions: ['2019'],
    place: 'OSS error response, unsupported parameters',
    status: 400,
    code: 'NotImplemented',
    message: 'A header you provided implies functionality that is not implemented.',
    causes: ['precondition-on-put'],
  },
  { ...DENIED, code: 'SignatureDoesNotMatch', message: MISMATCH, causes: ['signature-mismatch-v1'] },
  {
    ...DENIED,
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy expired.',
    causes: ['policy-expired'],
  },
  {
    ...DENIED,
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy Condition failed: ...',
    details: { Condition: '...' },
    causes: ['policy-condition-failed', 'policy-field-missing'],
  },
  { ...DENIED, code: 'AccessForbidden', message: CORS, causes: ['cors-not-allowed', 'cors-not-enabled'] },
  {
    ...DENIED,
    code: 'AccessDenied',
    message: 'You are denied by bucket referer policy.',
    causes: ['referer-empty', 'referer-not-in-whitelist'],
  },
  { ...DENIED, place: 'OSS permission 1', code: 'AccessDenied', message: ENDPOINT, causes: ['wrong-endpoint'] },
  {
    ...DENIED,
    place: 'OSS permission 2',
    code: 'AccessDenied',
    message: 'You are forbidden to list buckets.',
    causes: ['list-buckets-refused'],
  },
  {
    ...DENIED,
    place: 'OSS permission 3',
    code: 'AccessDenied',
    message: 'You do not have write acl permission on this object',
    causes: ['object-acl-write-refused'],
  },
  {
    ...DENIED,
    place: 'OSS permission 4',
    code: 'AccessDenied',
    message: 'You do not have read acl permission on this object.',
    causes: ['object-acl-read-refused'],
  },
  {
    ...DENIED,
    place: 'OSS permission 5',
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    causes: ['bucket-management-refused'],
  },
  {
    ...DENIED,
    place: 'OSS permission 6',
    code: 'AccessDenied',
    message: 'You have no right to access this object because of bucket acl.',
    causes: ['bucket-acl-refuses'],
  },
  {
    ...DENIED,
    place: 'OSS permission 7',
    code: 'AccessDenied',
    message: "Access denied by authorizer's policy.",
    causes: ['session-policy-refuses'],
  },
  {
    ...DENIED,
    place: 'OSS permission 8',
    code: 'AccessDenied',
    message: 'You have no right to access this object.',
    causes: ['no-right-to-object'],
  },
  {
    editions: BOTH,
    place: 'Referer',
    status: 403,
    code: 'AccessDenied',
    message: 'You are denied by bucket referer policy.',
    causes: ['referer-empty', 'referer-not-in-whitelist'],
  },

  {
    editions: BOTH,
    place: 'OSS CORS',
    status: 403,
    code: 'AccessForbidden',
    message: CORS,
    causes: ['cors-not-allowed', 'cors-not-enabled'],
  },

  {
    ...FORBIDDEN,
    code: 'UserDisable',
    message: 'UserDisable',
    causes: ['user-disabled'],
    accident: '2019 writes the text in lower case',
  },
  {
    ...FORBIDDEN,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    causes: ['clock-skew'],
  },
  { ...FORBIDDEN, code: 'InvalidAccessKeyId', message: UNKNOWN_KEY, causes: ['access-key-unknown'] },
  { ...FORBIDDEN, code: 'AccessDenied', message: ENDPOINT, causes: ['wrong-endpoint'] },
  { ...FORBIDDEN, code: 'ImageDamage', message: 'The image file may be damaged.', causes: ['image-damaged'] },
  { ...FORBIDDEN, code: 'AccessDenied', message: 'AccessDenied', causes: ['access-denied'] },
  { ...FORBIDDEN, code: 'SignatureDoesNotMatch', message: MISMATCH, causes: ['signature-mismatch-v1'] },
];
