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
    id: 'error-response/body',
    editions: ['2019'],
    place: 'OSS error response, message body',
    code: 'AccessDenied',
    message: 'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters',
    causes: ['url-signature-missing', 'url-id-missing', 'url-expires-missing'],
  },
  {
    id: 'error-response/operation',
    editions: ['2019'],
    place: 'OSS error response, unsupported operations',
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
    causes: ['unknown-method'],
  },
  {
    id: 'error-response/parameter',
    editions: ['2019'],
    place: 'OSS error response, unsupported parameters',
    status: 400,
    code: 'NotImplemented',
    message: 'A header you provided implies functionality that is not implemented.',
    causes: ['precondition-on-put'],
  },
  {
    ...DENIED,
    id: 'permission/signature',
    code: 'SignatureDoesNotMatch',
    message: MISMATCH,
    causes: ['signature-mismatch-v1'],
  },
  {
    ...DENIED,
    id: 'permission/policy-expired',
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy expired.',
    causes: ['policy-expired'],
  },
  {
    ...DENIED,
    id: 'permission/policy-condition',
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy Condition failed: ...',
    details: { Condition: '...' },
    causes: ['policy-condition-failed', 'policy-field-missing'],
  },
  {
    ...DENIED,
    id: 'permission/cors',
    code: 'AccessForbidden',
    message: CORS,
    causes: ['cors-not-allowed', 'cors-not-enabled'],
  },
  {
    ...DENIED,
    id: 'permission/referer',
    code: 'AccessDenied',
    message: 'You are denied by bucket referer policy.',
    causes: ['referer-empty', 'referer-not-in-whitelist'],
  },
  {
    ...DENIED,
    id: 'permission/1',
    place: 'OSS permission 1',
    code: 'AccessDenied',
    message: ENDPOINT,
    causes: ['wrong-endpoint'],
  },
  {
    ...DENIED,
    id: 'permission/2',
    place: 'OSS permission 2',
    code: 'AccessDenied',
    message: 'You are forbidden to list buckets.',
    causes: ['list-buckets-refused'],
  },
  {
    ...DENIED,
    id: 'permission/3',
    place: 'OSS permission 3',
    code: 'AccessDenied',
    message: 'You do not have write acl permission on this object',
    causes: ['object-acl-write-refused'],
  },
  {
    ...DENIED,
    id: 'permission/4',
    place: 'OSS permission 4',
    code: 'AccessDenied',
    message: 'You do not have read acl permission on this object.',
    causes: ['object-acl-read-refused'],
  },
  {
    ...DENIED,
    id: 'permission/5',
    place: 'OSS permission 5',
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    causes: ['bucket-management-refused', 'bucket-read-refused', 'no-policy-allows'],
  },
  {
    ...DENIED,
    id: 'permission/6',
    place: 'OSS permission 6',
    code: 'AccessDenied',
    message: 'You have no right to access this object because of bucket acl.',
    causes: ['bucket-acl-refuses'],
  },
  {
    ...DENIED,
    id: 'permission/7',
    place: 'OSS permission 7',
    code: 'AccessDenied',
    message: "Access denied by authorizer's policy.",
    causes: ['session-policy-refuses'],
  },
  {
    ...DENIED,
    id: 'permission/8',
    place: 'OSS permission 8',
    code: 'AccessDenied',
    message: 'You have no right to access this object.',
    causes: ['no-right-to-object'],
  },
  {
    editions: BOTH,
    id: 'referer/refused',
    place: 'Referer',
    status: 403,
    code: 'AccessDenied',
    message: 'You are denied by bucket referer policy.',
    causes: ['referer-empty', 'referer-not-in-whitelist'],
  },

  {
    editions: BOTH,
    id: 'cors/refused',
    place: 'OSS CORS',
    status: 403,
    code: 'AccessForbidden',
    message: CORS,
    causes: ['cors-not-allowed', 'cors-not-enabled'],
  },

  {
    ...FORBIDDEN,
    id: 'forbidden/user-disable',
    code: 'UserDisable',
    message: 'UserDisable',
    causes: ['user-disabled'],
    accident: '2019 writes the text in lower case',
  },
  {
    ...FORBIDDEN,
    id: 'forbidden/request-time-too-skewed',
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    causes: ['clock-skew'],
  },
  {
    ...FORBIDDEN,
    id: 'forbidden/access-key',
    code: 'InvalidAccessKeyId',
    message: UNKNOWN_KEY,
    causes: ['access-key-unknown'],
  },
  { ...FORBIDDEN, id: 'forbidden/endpoint', code: 'AccessDenied', message: ENDPOINT, causes: ['wrong-endpoint'] },
  {
    ...FORBIDDEN,
    id: 'forbidden/image-damage',
    code: 'ImageDamage',
    message: 'The image file may be damaged.',
    causes: ['image-damaged'],
  },
  {
    ...FORBIDDEN,
    id: 'forbidden/access-denied',
    code: 'AccessDenied',
    message: 'AccessDenied',
    causes: ['access-denied'],
  },
  {
    ...FORBIDDEN,
    id: 'forbidden/signature',
    code: 'SignatureDoesNotMatch',
    message: MISMATCH,
    causes: ['signature-mismatch-v1'],
  },
];
