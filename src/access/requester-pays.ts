import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Principal } from '../identity/principal.ts';
import type { Operation } from '../operations/operation.ts';
import { payerOf } from '../operations/request-payment.ts';
import type { BucketRecord } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';

/** What the decision looks at beside bucket and caller. */
export interface PayerRequest {
  readonly operation: Operation;
  readonly headers: Headers;
  readonly query: Query;
}

const NAME = 'x-oss-request-payer';

/** Bucket operations that are about data, and so cost the requester too. */
const ABOUT_DATA = new Set([
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
  'ListMultipartUploads',
  'DeleteMultipleObjects',
  'PostObject',
]);

/**
 * Whether the caller accepts the charge of a bucket that makes requesters pay (operations.md §2.16). The owner's account
 * never has to; an anonymous caller cannot, because there is nobody to charge.
 * @param field what a form says in the place of a header.
 * @returns undefined when the owner pays, or the operation is about settings.
 * @throws OssError `requester-must-pay`.
 */
export function requesterPays(
  bucket: BucketRecord | undefined,
  caller: Principal,
  { operation, headers, query }: PayerRequest,
  field?: string,
): Facts | undefined {
  if (bucket === undefined || payerOf(bucket) === 'BucketOwner') return undefined;
  if (operation.resource !== 'object' && !ABOUT_DATA.has(operation.name)) return undefined;
  const owner = caller.kind !== 'anonymous' && caller.account === bucket.owner;
  const accepted = field ?? headers.get(NAME) ?? query.get(NAME);
  const facts = { payer: 'Requester', owner, accepted };
  if (owner || (caller.kind !== 'anonymous' && accepted === 'requester')) return facts;
  throw refuse('requester-must-pay', { BucketName: bucket.name }).because(facts);
}
