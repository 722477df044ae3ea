/** What a refusal says, typed from the manuals and access.md §10.5, §11, §15 and not taken from the catalogue. */
export interface Refusal {
  readonly status?: 409;
  readonly code?: string;
  readonly message: string;
  readonly ec?: string;
  /** What AccessDeniedDetail says of RAM users and sessions; none where the answer never has the block. */
  readonly detail?: Detail;
  /** Number in the permission tables of both manuals. */
  readonly manual?: number;
}

export interface Detail {
  readonly PolicyType: string;
  readonly NoPermissionType: 'ImplicitDeny' | 'ExplicitDeny';
}

const silent: Detail = { PolicyType: 'AccountLevelIdentityBasedPolicy', NoPermissionType: 'ImplicitDeny' };
const denied: Detail = { ...silent, NoPermissionType: 'ExplicitDeny' };

const BECAUSE_OF_BUCKET_ACL = 'You have no right to access this object because of bucket acl.';
const NOT_YOURS = 'The bucket you access does not belong to you.';
const ANONYMOUS = 'Anonymous access is forbidden for this operation.';
const BY_POLICY = 'Access denied by bucket policy.';

export const REFUSALS = {
  'wrong-endpoint': {
    manual: 1,
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    ec: '0003-00001403',
  },
  'list-buckets-refused': { manual: 2, message: 'You are forbidden to list buckets.', detail: silent },
  'object-acl-write-refused': {
    manual: 3,
    message: 'You do not have write acl permission on this object',
    ec: '0003-00000008',
    detail: silent,
  },
  'object-acl-read-refused': {
    manual: 4,
    message: 'You do not have read acl permission on this object.',
    ec: '0003-00000007',
    detail: silent,
  },
  'bucket-management-refused': { manual: 5, message: NOT_YOURS, detail: silent },
  'bucket-acl-refuses': { manual: 6, message: BECAUSE_OF_BUCKET_ACL, ec: '0003-00000001', detail: silent },
  'session-policy-refuses': {
    manual: 7,
    message: "Access denied by authorizer's policy.",
    ec: '0003-00000301',
    detail: { PolicyType: 'SessionPolicy', NoPermissionType: 'ImplicitDeny' },
  },
  'no-right-to-object': { manual: 8, message: 'You have no right to access this object.', detail: silent },

  'access-denied': { message: 'AccessDenied' },
  'anonymous-service': { message: ANONYMOUS, ec: '0003-00001201' },
  'anonymous-management': { message: ANONYMOUS, ec: '0003-00000002' },
  'anonymous-list-private': { message: 'Anonymous user has no right to access this bucket.' },
  'anonymous-list-public': { message: NOT_YOURS, ec: '0003-00000905' },
  'object-acl-refuses-read': {
    message: 'You do not have read permission on this object.',
    ec: '0003-00000005',
    detail: silent,
  },
  'object-acl-refuses-write': { message: 'You do not have write permission on this object.', detail: silent },
  'bucket-read-refused': { message: NOT_YOURS, ec: '0003-00000001', detail: silent },
  'no-policy-allows': { message: NOT_YOURS, ec: '0003-00000202', detail: silent },
  'tagging-right-missing': { message: NOT_YOURS, ec: '0003-00000905', detail: silent },
  'bucket-policy-denies': {
    message: BY_POLICY,
    ec: '0003-00000101',
    detail: { ...denied, PolicyType: 'ResourceBasedPolicy' },
  },
  'ram-policy-denies': { message: BY_POLICY, ec: '0003-00000201', detail: denied },
  'both-policies-deny': { message: BY_POLICY, ec: '0003-00000203', detail: denied },
  'policy-denies-one-of-many': { message: BY_POLICY, ec: '0003-00000204', detail: denied },
  'requester-must-pay': { message: 'Access denied for requester pay bucket', ec: '0003-00000703' },
  'public-bucket-acl-blocked': { message: 'Put public bucket acl is not allowed' },
  'public-bucket-policy-blocked': { message: 'Put public bucket policy is not allowed' },
  'public-object-acl-blocked': { message: 'Put public object acl is not allowed', ec: '0016-00000901' },

  'user-disabled': { code: 'UserDisable', message: 'UserDisable', ec: '0003-00000801' },
  'bucket-created-in-arrears': { code: 'UserDisable', message: 'UserDisable', ec: '0003-00000806' },
  'bucket-owner-abnormal': {
    code: 'AbnormalBucketOwnerStatus',
    message: 'The status of the bucket owner is abnormal.',
  },
  'account-in-debt': { code: 'InDebt', message: 'Current user is indebted' },
  'account-in-debt-overdue': { code: 'InDebtOverdue', message: 'Current user is indebted Overdue' },
  'bid-blocked': { code: 'UbsmsInvalidBid', message: 'Your account partner does not have OSS Service.' },
  'bucket-name-taken': {
    status: 409,
    code: 'BucketAlreadyExists',
    message:
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    ec: '0015-00000104',
  },
} as const satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof REFUSALS;
