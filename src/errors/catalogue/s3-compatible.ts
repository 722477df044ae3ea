import type { CauseRow } from '../cause.ts';
import { ARGUMENT } from '../parts.ts';

const MISMATCH = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message:
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  extras: ['OSSAccessKeyId', 'SignatureProvided', 'StringToSign', 'StringToSignBytes'],
  evidence: 'doc',
} as const;
const ELEMENT = {
  status: 400,
  code: 'MalformedXML',
  message: 'The XML you provided was not well-formed or did not validate against our published schema.',
  evidence: 'doc',
} as const;

/** What OSS says to clients that speak S3 to it (EC 0002-000004xx and a few documents). ossmock does not sign that way. */
export const s3Compatible = {
  's3-v2-url-signature-mismatch': {
    ...MISMATCH,
    extras: ['AWSAccessKeyId', 'SignatureProvided', 'StringToSign', 'StringToSignBytes'],
    ec: '0002-00000307',
    evidence: 'capture',
    source: 'cap-001',
    reason:
      'A URL signed by an S3 client in version 2 (AWSAccessKeyId, Expires, Signature) has another signature than the one that follows from it.',
    remedy:
      'Compare StringToSign with what the client signed: in path style the bucket is easily signed twice. Better sign with OSS V4.',
  },
  's3-authorization-empty': {
    ...ARGUMENT,
    ec: '0002-00000401',
    source: 'EC page 0002-00000401; general text',
    reason: 'The Authorization header of an S3-compatible request is blank.',
    remedy: 'Configure the access key in the S3 client.',
  },
  's3-credential-missing': {
    ...ARGUMENT,
    ec: '0002-00000403',
    source: 'EC page 0002-00000403; general text',
    reason: 'An AWS4-HMAC-SHA256 header has no Credential.',
    remedy: 'Let the S3 SDK sign the request.',
  },
  's3-credential-incomplete': {
    ...ARGUMENT,
    ec: '0002-00000404',
    source: 'EC page 0002-00000404; general text',
    reason: 'Credential does not hold five parts.',
    remedy: 'Write id/date/region/s3/aws4_request.',
  },
  's3-signed-headers-missing': {
    ...ARGUMENT,
    ec: '0002-00000405',
    source: 'EC page 0002-00000405; general text',
    reason: 'An AWS4-HMAC-SHA256 header has no SignedHeaders.',
    remedy: 'Let the S3 SDK sign the request.',
  },
  's3-signature-missing': {
    ...ARGUMENT,
    ec: '0002-00000407',
    source: 'EC page 0002-00000407; general text',
    reason: 'An AWS4-HMAC-SHA256 header has no Signature.',
    remedy: 'Let the S3 SDK sign the request.',
  },
  's3-credential-date-differs': {
    ...ARGUMENT,
    ec: '0002-00000409',
    source: 'EC page 0002-00000409; general text',
    reason: 'The date in Credential is not the day of x-amz-date.',
    remedy: 'Take both from one reading of the clock, in UTC.',
  },
  's3-url-credential-missing': {
    ...ARGUMENT,
    ec: '0002-00000412',
    source: 'EC page 0002-00000412; general text',
    reason: 'A presigned URL has no X-Amz-Credential.',
    remedy: 'Pass the URL on unchanged.',
  },
  's3-url-date-missing': {
    ...ARGUMENT,
    ec: '0002-00000414',
    source: 'EC page 0002-00000414; general text',
    reason: 'A presigned URL has no X-Amz-Date.',
    remedy: 'Pass the URL on unchanged.',
  },
  's3-url-expires-missing': {
    ...ARGUMENT,
    ec: '0002-00000416',
    source: 'EC page 0002-00000416; general text',
    reason: 'A presigned URL has no X-Amz-Expires.',
    remedy: 'Pass the URL on unchanged.',
  },
  's3-url-expired': {
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired.',
    extras: ['Expires', 'ServerTime'],
    ec: '0002-00000418',
    evidence: 'doc',
    source: 'EC page 0002-00000418',
    reason: 'X-Amz-Date and X-Amz-Expires of the presigned URL lie in the past.',
    remedy: 'Make a new URL, for at most seven days.',
  },
  's3-url-signed-headers-missing': {
    ...ARGUMENT,
    ec: '0002-00000419',
    source: 'EC page 0002-00000419; general text',
    reason: 'A presigned URL has no X-Amz-SignedHeaders.',
    remedy: 'Pass the URL on unchanged.',
  },
  's3-url-credential-date-differs': {
    ...ARGUMENT,
    ec: '0002-00000421',
    source: 'EC page 0002-00000421; general text',
    reason: 'The date in X-Amz-Credential is not the day of X-Amz-Date.',
    remedy: 'Take both from one reading of the clock, in UTC.',
  },
  's3-signature-mismatch': {
    ...MISMATCH,
    ec: '0002-00000429',
    source: 'EC page 0002-00000429',
    reason: 'The signature of an S3-compatible request is not the one of this request with this key.',
    remedy: 'Use the virtual-hosted style and the region name of OSS in the S3 client.',
  },
  's3-chunk-signature-mismatch': {
    ...MISMATCH,
    ec: '0002-00000430',
    source: 'EC page 0002-00000430',
    reason: 'A chunk of an aws-chunked upload has a wrong signature.',
    remedy: 'Switch chunked signing off in the S3 client.',
  },
  's3-chunks-with-trailer': {
    status: 400,
    code: 'NotImplemented',
    message: 'Aws MultiChunkedEncoding STREAMING-UNSIGNED-PAYLOAD-TRAILER is not supported.',
    evidence: 'capture',
    source: 'three public files: one of July 2026 (cn-chengdu), two of September 2026; no EC is shown',
    reason:
      'An S3 client sends its body in chunks with a checksum behind them, as those of 2025 do unless they are told otherwise. Before summer 2026 OSS said InvalidArgument (EC 0017-00000804) to the same request.',
    remedy:
      'Set AWS_REQUEST_CHECKSUM_CALCULATION=when_required (requestChecksumCalculation WHEN_REQUIRED in code), or use an OSS client.',
  },
  's3-unsigned-header': {
    ...MISMATCH,
    ec: '0002-00000431',
    source: 'EC page 0002-00000431',
    reason: 'The request carries an x-amz-* header that is not among its SignedHeaders.',
    remedy: 'Sign every x-amz-* header; look for a proxy that adds one.',
  },
  's3-lifecycle-noncurrent-transition': {
    ...ELEMENT,
    ec: '0014-00000004',
    source: 'EC page 0014-00000004',
    reason: 'S3-compatible lifecycle rules do not take NoncurrentVersionTransition.',
    remedy: 'Put the rule with an OSS client.',
  },
  's3-lifecycle-delete-marker': {
    ...ELEMENT,
    ec: '0014-00000005',
    source: 'EC page 0014-00000005',
    reason: 'S3-compatible lifecycle rules do not take ExpiredObjectDeleteMarker.',
    remedy: 'Put the rule with an OSS client.',
  },
  's3-restore-without-body': {
    ...ELEMENT,
    ec: '0016-00000705',
    source: 'EC page 0016-00000705',
    reason: 'An S3-compatible restore needs a body.',
    remedy: 'Send RestoreRequest with Days.',
  },
  's3-restore-glacier': {
    ...ELEMENT,
    ec: '0016-00000709',
    source: 'EC page 0016-00000709',
    reason: 'The RestoreRequest holds GlacierJobParameters, which OSS does not have.',
    remedy: 'Leave the element out.',
  },
  's3-restore-output': {
    ...ELEMENT,
    ec: '0016-00000710',
    source: 'EC page 0016-00000710',
    reason: 'The RestoreRequest holds OutputLocation, which OSS does not have.',
    remedy: 'Leave the element out.',
  },
  's3-restore-type': {
    ...ELEMENT,
    ec: '0016-00000713',
    source: 'EC page 0016-00000713',
    reason: 'The RestoreRequest holds Type, which OSS does not have.',
    remedy: 'Leave the element out.',
  },
  's3-website-rule-number': {
    ...ELEMENT,
    ec: '0019-00000010',
    source: 'EC page 0019-00000010',
    reason: 'A routing rule of an S3-compatible website configuration holds RuleNumber.',
    remedy: 'Leave the element out; the order of the rules counts.',
  },
} as const satisfies Record<string, CauseRow>;
