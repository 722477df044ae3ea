import { allow, deny, each, type Section } from '../section.ts';

const world = {
  policies: { guard: [deny('oss:DeleteObject')] },
  holds: { alice: ['guard'] },
  session: [allow('oss:ListBuckets')],
  buckets: { spare: { acl: 'public-read' } },
} as const;

/** access.md §16: the same decisions without EC and AccessDeniedDetail, as the two manuals print them. */
export const earlier: readonly Section[] = (['2022', '2019'] as const).map((wire) => ({
  ...world,
  wire,
  rule: `in ${wire} a refusal has code and message alone`,
  rows: [
    ['alice', 'ListBuckets', 'list-buckets-refused'],
    ['alice', 'PutObjectAcl docs/k', 'object-acl-write-refused'],
    ['alice', 'GetObjectAcl docs/k', 'object-acl-read-refused'],
    ['alice', 'GetBucketReferer docs', 'bucket-management-refused'],
    ...each(['alice', 'courier', 'anonymous'], ['GetObject docs/k'], 'bucket-acl-refuses'),
    ['narrowed', 'GetObject docs/k', 'session-policy-refuses'],
    ...each(['alice', 'courier'], ['InitiateMultipartUpload docs/big'], 'no-right-to-object'),
    ['alice', 'DeleteObject docs/k', 'ram-policy-denies'],
    ['anonymous', 'ListBuckets', 'anonymous-service'],
  ],
}));
