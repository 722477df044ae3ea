import type { CauseRow } from '../cause.ts';

/** How much a bucket may hold and be used (operations.md §11.7). */
export const qos = {
  'qos-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'sdk-test',
    source: 'Python and Java SDK tests for status and code; the general text of the 400 page',
    reason:
      'A limit is not a whole number from -1 on, or the limit of one network is above the total, or above that of the account or the resource pool.',
    remedy: 'Write -1 for no limit, 0 for nothing at all, and no part above its total; bandwidths are Gbit/s.',
  },
  'storage-capacity-exceeded': {
    status: 403,
    code: 'AccessDenied',
    message: 'Bucket storage exceed max storage capacity.',
    extras: ['BucketName'],
    evidence: 'inferred',
    source: 'PHP SDK test for the text; status, code and elements inferred',
    reason: 'With this upload the bucket would hold more than the StorageCapacity set by PutUserQos.',
    remedy: 'Delete objects, or put a larger StorageCapacity (GB); -1 takes the limit away.',
  },
  'no-such-resource-pool': {
    status: 404,
    code: 'NoSuchResourcePool',
    message: 'The specified resource pool does not exist.',
    extras: ['ResourcePool'],
    evidence: 'sdk-test',
    source: 'Python SDK test for status and text; the code is inferred',
    reason: 'The account has no resource pool of this name in the region.',
    remedy: 'ListResourcePools shows the names; pools are made by support, here by the configuration.',
  },
  'qos-requester-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'API reference of PutBucketRequesterQoSInfo: the requester is a UID',
    reason: 'qosRequester is not the id of an account, user or role.',
    remedy: 'Send the UID of the requester: digits only.',
  },
} as const satisfies Record<string, CauseRow>;
