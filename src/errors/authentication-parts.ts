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
