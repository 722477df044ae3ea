import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Principal, RamUser, RoleSession } from '../identity/principal.ts';
import type { Operation } from '../operations/operation.ts';
import type { XmlChildren } from '../xml/write.ts';
import { aclAllows } from './acl.ts';
import type { AclCell, Verdict } from './decide.ts';
import type { Permission } from './permission.ts';

/** What the text of a refusal depends on. */
export interface Refused {
  readonly verdict: Verdict & { readonly allowed: false };
  readonly operation: Operation;
  readonly permission: Permission;
  readonly principal: Principal;
  readonly publicAccessBlocked: boolean;
  /** True where one of several objects of a request was refused. */
  readonly amongMany: boolean;
  /** What `EncodedDiagnosticMessage` holds. */
  readonly diagnosis: object;
}

/** Operations on objects that name the bucket's ACL when refused; the others only say that there is no right (SA 6, 8). */
const BECAUSE_OF_BUCKET_ACL = new Set([
  'PutObject',
  'PostObject',
  'AppendObject',
  'CopyObject',
  'GetObject',
  'HeadObject',
  'GetObjectMeta',
  'DeleteObject',
  'DeleteMultipleObjects',
]);

/** Operations on the bucket that EC page 0003-00000001 names. */
const READS_BUCKET = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'GetBucketInfo']);
const LISTS = new Set(['ListObjects', 'ListObjectsV2', 'ListObjectVersions']);

/** The AccessDenied of the case (access.md §10.5). */
export function accessDenied(refused: Refused): OssError {
  const { verdict } = refused;
  switch (verdict.by) {
    case 'session-policy':
      return refuse('session-policy-refuses', detail(refused));
    case 'deny':
      return denied(refused, verdict);
    case 'acl':
      return refusedByAcl(refused, verdict.acl);
    default:
      return refusedManagement(refused);
  }
}

function denied(refused: Refused, { ram, bucket }: { readonly ram?: unknown; readonly bucket?: unknown }): OssError {
  if (refused.amongMany) return refuse('policy-denies-one-of-many', detail(refused));
  if (ram && bucket) return refuse('both-policies-deny', detail(refused));
  return ram ? refuse('ram-policy-denies', detail(refused)) : refuse('bucket-policy-denies', detail(refused));
}

function refusedByAcl(refused: Refused, { object, right }: AclCell): OssError {
  const { operation, principal } = refused;
  // Where the object's own ACL is open, it is the block of public access that refuses, in the words of the bucket's (BPA-4).
  if (object !== undefined && object !== 'default' && !aclAllows(object, right)) {
    if (right === 'read') return refuse('object-acl-refuses-read', detail(refused));
    return refuse('object-acl-refuses-write', detail(refused));
  }
  // The shorter text is for RAM users and temporary keys (manuals, permission table row 8).
  const short = isOfRam(principal) && !BECAUSE_OF_BUCKET_ACL.has(operation.name);
  return short ? refuse('no-right-to-object', detail(refused)) : refuse('bucket-acl-refuses', detail(refused));
}

function refusedManagement(refused: Refused): OssError {
  const { operation, permission, principal, publicAccessBlocked } = refused;
  if (permission.access === 'read-acl') return refuse('object-acl-read-refused', detail(refused));
  if (permission.access === 'write-acl') return refuse('object-acl-write-refused', detail(refused));
  if (permission.action === 'oss:PutObjectTagging') return refuse('tagging-right-missing', detail(refused));
  // Tags and retention of objects: no ACL grants them (manuals, permission table row 8).
  if (permission.key !== undefined && isOfRam(principal)) return refuse('no-right-to-object', detail(refused));
  if (principal.kind !== 'anonymous') {
    if (operation.name === 'ListBuckets') return refuse('list-buckets-refused', detail(refused));
    // No bucket is named, so none can belong to somebody else: the literal word (access.md §10.5 "fallback").
    if (permission.bucketName === '') return refuse('access-denied');
    if (READS_BUCKET.has(operation.name)) return refuse('bucket-read-refused', detail(refused));
    if (permission.action === 'oss:PutBucket' && isOfRam(principal)) return refuse('no-policy-allows', detail(refused));
    return refuse('bucket-management-refused', detail(refused));
  }
  const { bucket } = permission;
  if (bucket === undefined) return refuse('anonymous-service');
  if (!LISTS.has(operation.name)) return refuse('anonymous-management');
  const unlisted = bucket.acl === 'private' || publicAccessBlocked;
  return unlisted ? refuse('anonymous-list-private') : refuse('anonymous-list-public');
}

/** The block that names the principal and the kind of policy; only RAM users and sessions get one (cap-088, cap-089). */
function detail({ verdict, permission, principal, diagnosis }: Refused): {
  AccessDeniedDetail: XmlChildren | undefined;
} {
  if (!isOfRam(principal)) return { AccessDeniedDetail: undefined };
  const user = principal.kind === 'user';
  return {
    AccessDeniedDetail: [
      ['PolicyType', policyType(verdict)],
      ['AuthPrincipalOwnerId', principal.account],
      ['AuthPrincipalType', user ? 'SubUser' : 'AssumedRoleUser'],
      ['AuthPrincipalDisplayName', user ? principal.userId : `${principal.role}:${principal.sessionName}`],
      ['NoPermissionType', isExplicit(verdict) ? 'ExplicitDeny' : 'ImplicitDeny'],
      ['AuthAction', permission.action],
      ['EncodedDiagnosticMessage', Buffer.from(JSON.stringify(diagnosis)).toString('base64')],
    ],
  };
}

function isOfRam(principal: Principal): principal is RamUser | RoleSession {
  return principal.kind === 'user' || principal.kind === 'session';
}

/** The names that RAM's DecodeDiagnosticMessage has for the kinds of policies. */
function policyType(verdict: Refused['verdict']): string {
  if (verdict.by === 'session-policy') return 'SessionPolicy';
  if (verdict.by === 'deny' && verdict.ram === undefined) return 'ResourceBasedPolicy';
  return 'AccountLevelIdentityBasedPolicy';
}

function isExplicit(verdict: Refused['verdict']): boolean {
  return verdict.by === 'deny' || (verdict.by === 'session-policy' && verdict.statement !== undefined);
}
