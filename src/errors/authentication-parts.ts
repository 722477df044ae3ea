/** Parts that several rows of authentication have in common. */

/** A signed URL that lacks something. */
export const INCOMPLETE = {
  status: 403,
  code: 'AccessDenied',
  message: 'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters',
} as const;

export const EXPIRED = {
  status: 403,
  code: 'AccessDenied',
  message: 'Request has expired.',
  extras: ['Expires', 'ServerTime'],
} as const;

/** An id that is not looked up. The set is printed as it is, the blank in it included. */
export const ID_CHARACTERS = {
  status: 403,
  code: 'InvalidAccessKeyId',
  message:
    'The OSS Access Key Id contains non-acceptable characters, which accepts only alphanumeric characters[0-9a-zA-Z] and several special characters[. _=]',
  extras: ['OSSAccessKeyId'],
  evidence: 'doc',
  reason: 'The AccessKey ID holds a character that no AccessKey ID has, so it is not looked up.',
  remedy: 'Copy the AccessKey ID again; look for a tab, a line end or quotes that came with it.',
} as const;

export const MISMATCH = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message:
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  extras: ['OSSAccessKeyId', 'SignatureProvided', 'StringToSign', 'StringToSignBytes'],
} as const;

export const MISMATCH_V4 = {
  ...MISMATCH,
  extras: ['OSSAccessKeyId', 'SignatureProvided', 'StringToSign', 'StringToSignBytes', 'CanonicalRequest'],
} as const;

export const COMPARE =
  'Compare StringToSign with the one your client signed, byte by byte: a header added or changed on the way, an encoded key and a wrong secret are the usual causes.';

export const COMPARE_V4 = `${COMPARE} When StringToSign differs only in its last line, compare CanonicalRequest.`;
