import type { Facts, OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Principal } from '../identity/principal.ts';
import type { Operation } from '../operations/operation.ts';
import type { Acl, BucketRecord } from '../store/store.ts';
import { aclAllows, effectiveAcl } from './acl.ts';

/** What is asked: may this caller do this to that? */
export interface AccessRequest {
  readonly operation: Operation;
  readonly principal: Principal;
  /** Undefined for service operations, and where the operation is about to create it. */
  readonly bucket: BucketRecord | undefined;
  /** True while public access is blocked for the account or the bucket (access.md §11). */
  readonly publicAccessBlocked: () => boolean;
  /** The ACL of the addressed object, undefined when there is none. Asked only when it matters. */
  readonly objectAcl: () => Promise<Acl | undefined>;
}

/**
 * The decision and which cell of the matrix made it (access.md §10). Policies come between owner and ACL.
 * @throws the AccessDenied of the case (§10.5).
 */
export function authorize(request: AccessRequest): Promise<Facts> | Facts {
  const { principal, bucket, operation } = request;
  const facts = { operation: operation.name, action: operation.action, principal: principal.kind };
  if (principal.kind === 'root' && (bucket === undefined || bucket.owner === principal.account)) {
    return { ...facts, decidedBy: 'owner' };
  }
  // Creating on a name that is taken answers 409 in the operation, not 403 (access.md §8, "PutBucket quirk").
  if (operation.createsBucket && principal.kind === 'root') return { ...facts, decidedBy: 'operation' };
  if (bucket === undefined) throw refuse('anonymous-service').because(facts);
  if (operation.access === 'read' || operation.access === 'write')
    return byAcl(request, bucket, operation.access, facts);
  throw refusalOf(request, bucket).because(facts);
}

async function byAcl(
  { objectAcl, publicAccessBlocked }: AccessRequest,
  bucket: BucketRecord,
  right: 'read' | 'write',
  facts: Facts,
): Promise<Facts> {
  const blocked = publicAccessBlocked();
  const own = await objectAcl();
  const acl = effectiveAcl(own, bucket.acl);
  const decided = {
    ...facts,
    decidedBy: 'acl',
    bucketAcl: bucket.acl,
    objectAcl: own,
    right,
    publicAccessBlocked: blocked,
  };
  if (!blocked && aclAllows(acl, right)) return decided;
  const explicit = own !== undefined && own !== 'default' && !blocked;
  if (!explicit) throw refuse('bucket-acl-refuses', { AccessDeniedDetail: undefined }).because(decided);
  throw refuse(right === 'read' ? 'object-acl-refuses-read' : 'object-acl-refuses-write').because(decided);
}

const LISTS = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions']);

/** Which text a refused management or ACL operation gets. */
function refusalOf({ operation, principal, publicAccessBlocked }: AccessRequest, bucket: BucketRecord): OssError {
  if (operation.access === 'read-acl') return refuse('object-acl-read-refused');
  if (operation.access === 'write-acl') return refuse('object-acl-write-refused');
  if (principal.kind !== 'anonymous') return refuse('bucket-management-refused', { AccessDeniedDetail: undefined });
  if (!LISTS.has(operation.name)) return refuse('anonymous-management');
  const unlisted = bucket.acl === 'private' || publicAccessBlocked();
  return unlisted ? refuse('anonymous-list-private') : refuse('anonymous-list-public');
}
