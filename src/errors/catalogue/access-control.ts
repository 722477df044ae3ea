import type { CauseRow } from '../cause.ts';

/** EC 0003: who may do what. Every text of access.md §10.5 that refuses a caller; one text can have several causes. */
export const accessControl = {
  'anonymous-service': {
    status: 403,
    code: 'AccessDenied',
    message: 'Anonymous access is forbidden for this operation.',
    ec: '0003-00001201',
    evidence: 'capture',
    source: 'cap-018; Content-Length 253 and 237 of two public transcripts; EC page 0003-00001201',
    reason:
      'The request is unsigned, and operations on the account itself (list buckets, create a bucket) always need a signature.',
    remedy:
      'Configure an access key in the client. If it has one, look for a proxy that drops the Authorization header.',
  },
  'anonymous-management': {
    status: 403,
    code: 'AccessDenied',
    message: 'Anonymous access is forbidden for this operation.',
    ec: '0003-00000002',
    evidence: 'doc',
    source: 'EC page 0003-00000002',
    reason:
      "The request is unsigned and reads or writes one of the bucket's settings. No ACL opens settings to the public.",
    remedy: 'Sign the request with a key of the bucket owner or of a RAM user who is granted this action.',
  },
  'anonymous-list-private': {
    status: 403,
    code: 'AccessDenied',
    message: 'Anonymous user has no right to access this bucket.',
    evidence: 'capture',
    source: 'access.md §10.5 (capture C13); wire.md (c)',
    reason:
      'An unsigned request tried to list a private bucket. A browser that opens the bare bucket URL does exactly this.',
    remedy: 'Open the URL of an object instead of the bucket, or sign the request.',
  },
  'anonymous-list-public': {
    status: 403,
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    ec: '0003-00000905',
    evidence: 'capture',
    source: 'ec-catalog 0003-00000905 (anonymous GET /); the older wording is a 2018 capture',
    reason: 'Public read opens the objects of a bucket, not its listing: an unsigned caller still cannot list it.',
    remedy: 'Sign the request, or keep an index object that lists what the public may fetch.',
    earlier: { '2019': { message: 'The bucket you visit is not belong to you.' } },
  },
  'anonymous-object': {
    status: 403,
    code: 'AccessDenied',
    message: 'Anonymous user has no right to access this object.',
    evidence: 'capture',
    source: 'cap-092 (2017); 403 page of 2021',
    reason:
      'An unsigned request asked for an object that is not public. This is the older wording of the bucket ACL refusal.',
    remedy: 'Use a signed URL, or make the object public-read if everyone may see it.',
  },
  'bucket-acl-refuses': {
    status: 403,
    code: 'AccessDenied',
    message: 'You have no right to access this object because of bucket acl.',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000001',
    evidence: 'capture',
    source: 'cap-021, cap-028, cap-067; manuals, permission table row 6 and PostObject table row 12',
    reason:
      'The object follows the ACL of its bucket, that ACL does not allow this caller, and no RAM or bucket policy grants the action. The text says "bucket acl" also when a RAM policy is what is missing.',
    remedy:
      'Grant the RAM user or role the action on acs:oss:*:*:bucket/key, use a key of the bucket owner, or hand out a signed URL.',
  },
  'object-acl-refuses-read': {
    status: 403,
    code: 'AccessDenied',
    message: 'You do not have read permission on this object.',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000005',
    evidence: 'capture',
    source:
      "wire.md (c), one capture; 403 page of 2021; the EC by what the vendor's own diagnosis tools say of it (github.com/aliyun/alibabacloud-aiops-skills) and an answer to an unsigned GET",
    reason:
      'The object has an ACL of its own, which overrides the ACL of the bucket, and it does not let this caller read.',
    remedy: 'Read the object ACL with GetObjectAcl; set it to default to follow the bucket again, or sign the request.',
  },
  'object-acl-refuses-write': {
    status: 403,
    code: 'AccessDenied',
    message: 'You do not have write permission on this object.',
    extras: ['AccessDeniedDetail'],
    evidence: 'doc',
    source: '403 page of 2021',
    reason:
      'The object has an ACL of its own that is not public-read-write, and the caller is neither its owner nor granted the action.',
    remedy: 'Sign with a key that may write, or change the object ACL as its owner.',
  },
  'object-acl-read-refused': {
    status: 403,
    code: 'AccessDenied',
    message: 'You do not have read acl permission on this object.',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000007',
    evidence: 'manual',
    source: 'manuals, permission table row 4; EC page 0003-00000007',
    reason: 'The caller may not read the ACL of this object (GetObjectAcl).',
    remedy: 'Grant oss:GetObjectAcl on the object to the RAM user or role.',
  },
  'object-acl-write-refused': {
    status: 403,
    code: 'AccessDenied',
    message: 'You do not have write acl permission on this object',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000008',
    evidence: 'manual',
    source: 'manuals, permission table row 3 (without a period; the 403 page of 2021 adds one); EC page 0003-00000008',
    reason:
      'The caller may not change the ACL of this object. An upload that carries x-oss-object-acl needs the same right.',
    remedy: 'Grant oss:PutObjectAcl on the object, or leave the ACL header out of the upload.',
  },
  'bucket-management-refused': {
    status: 403,
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    extras: ['AccessDeniedDetail'],
    evidence: 'manual',
    source: 'manuals, permission table row 5; no EC is published for it',
    reason:
      'A RAM user, a temporary key or another account asked for an operation on the bucket itself (settings, listing, creation, deletion) without being granted it.',
    remedy: 'Grant the action on acs:oss:*:*:bucket, without /*; a grant on the objects does not cover the bucket.',
  },
  'bucket-read-refused': {
    status: 403,
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000001',
    evidence: 'capture',
    source:
      'an answer to ossutil ls of September 2025 in a public file; EC page 0003-00000001 names ListObjects and GetBucketInfo',
    reason:
      'The caller may not list the objects of this bucket, or ask what it is: it belongs to another account, or no RAM or bucket policy grants the action.',
    remedy:
      'Grant oss:ListObjects (oss:GetBucketInfo for graphical clients) on acs:oss:*:*:bucket, without /*; or use a key of the account that owns the bucket.',
  },
  'tagging-right-missing': {
    status: 403,
    code: 'AccessDenied',
    message: 'The bucket you access does not belong to you.',
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000905',
    evidence: 'doc',
    source: 'EC page 0003-00000905',
    reason: 'The upload carries x-oss-tagging, and the caller is granted oss:PutObject but not oss:PutObjectTagging.',
    remedy: 'Add oss:PutObjectTagging to the policy, or upload without tags.',
  },
  'list-buckets-refused': {
    status: 403,
    code: 'AccessDenied',
    message: 'You are forbidden to list buckets.',
    extras: ['AccessDeniedDetail'],
    evidence: 'manual',
    source: 'manuals, permission table row 2',
    reason:
      'The RAM user or role is not granted oss:ListBuckets. Graphical clients list the buckets first and fail here.',
    remedy: 'Grant oss:ListBuckets on acs:oss:*:*:*, or open the bucket by name in the client.',
  },
  'session-policy-refuses': {
    status: 403,
    code: 'AccessDenied',
    message: "Access denied by authorizer's policy.",
    extras: ['AccessDeniedDetail'],
    ec: '0003-00000301',
    evidence: 'capture',
    source:
      'cap-190; manuals, permission table row 7; EC page 0003-00000301 and code.python88.com/l/TqBqdIbN7F (November 2023), with the document, for the EC',
    reason:
      'The temporary key was issued with a session policy that does not allow this action on this resource. Its rights are what both the role and the session policy allow.',
    remedy:
      'Correct the Policy parameter of AssumeRole (action, bucket, key prefix), or leave it out to get all rights of the role.',
  },
  'no-right-to-object': {
    status: 403,
    code: 'AccessDenied',
    message: 'You have no right to access this object.',
    extras: ['AccessDeniedDetail'],
    evidence: 'manual',
    source: 'manuals, permission table row 8',
    reason:
      'A RAM user or temporary key lacks the right for this object operation, for example to start a multipart upload.',
    remedy:
      'Grant the action (multipart calls need oss:PutObject, and oss:AbortMultipartUpload or oss:ListParts) on bucket/*.',
  },
  'access-denied': {
    status: 403,
    code: 'AccessDenied',
    message: 'AccessDenied',
    evidence: 'capture',
    source: 'Content-Length 209 (access.md ENV-1); manuals, chapter OSS 403; cap-009',
    reason: 'The caller has no right for this operation, and the service gives no more detail.',
    remedy: 'Check that the intended key is in use, then the policies of that RAM user or role.',
  },
  'bucket-not-belong-to': {
    status: 403,
    code: 'BucketNotBelongTo',
    message: 'The bucket you access does not belong to you.',
    evidence: 'doc',
    source: '403 page of 2021; live answers use AccessDenied with this text',
    reason: 'The bucket belongs to another account. The code appears in the documentation only.',
    remedy: 'Use a key of the owning account, or have the owner grant access with a bucket policy.',
  },
  'requester-must-pay': {
    status: 403,
    code: 'AccessDenied',
    message: 'Access denied for requester pay bucket',
    extras: ['BucketName'],
    ec: '0003-00000703',
    evidence: 'sdk-test',
    source: 'Go SDK v2 fixture; EC page 0003-00000703',
    reason:
      'The bucket makes the requester pay, the caller is not its owner, and the request does not accept the charge.',
    remedy: 'Send x-oss-request-payer: requester, as a header or in a signed URL as a query parameter.',
  },
  'public-bucket-policy-blocked': {
    status: 403,
    code: 'AccessDenied',
    message: 'Put public bucket policy is not allowed',
    evidence: 'doc',
    source: 'access.md BPA-3',
    reason: 'Block Public Access is on, and the bucket policy being put would open the bucket to everyone.',
    remedy: 'Name the principals in the policy, or switch Block Public Access off for the bucket and the account.',
  },
} as const satisfies Record<string, CauseRow>;
