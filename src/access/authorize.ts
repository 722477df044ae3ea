import type { Facts } from '../errors/oss-error.ts';
import { sessionPolicyOf } from '../identity/policies.ts';
import type { Principal } from '../identity/principal.ts';
import { bucketPolicyOf } from '../operations/bucket-policy.ts';
import type { ObjectRight, Operation } from '../operations/operation.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { explain, nearestAllow } from '../policy/explain.ts';
import type { BucketRecord, DeleteMarker, ObjectRecord } from '../store/store.ts';
import { type Circumstances, conditionContext } from './condition-context.ts';
import { decideByAcl, decideByPolicies, type Question, type Verdict } from './decide.ts';
import { neededPermissions, type Permission, resourceOf } from './permission.ts';
import { accessDenied } from './refusal.ts';

/** Who asks, for what, and how. */
export interface AccessRequest extends Circumstances {
  readonly operation: Operation;
  /** Undefined for service operations, and for a bucket that does not exist yet. */
  readonly bucket: BucketRecord | undefined;
  readonly bucketName: string;
  readonly key: string | undefined;
  /** What the host says of the region, where it names one. */
  readonly hostReading?: { readonly region: string | undefined };
}

/** What the decision looks up. */
export interface AccessWorld {
  /** Where buckets are made at endpoints that name no region. */
  readonly region: string;
  policiesOf(principal: Principal): readonly CompiledPolicy[];
  publicAccessBlocked(bucket: BucketRecord | undefined): boolean;
  /** The current object, or one version. */
  object(bucket: string, key: string, versionId: string | undefined): Promise<ObjectRecord | DeleteMarker | undefined>;
}

/**
 * May this caller do this? Every right the request needs is decided by itself.
 * @returns what decided, for the record.
 * @throws the AccessDenied of the case (access.md §10.5).
 */
export function authorize(request: AccessRequest, world: AccessWorld): Promise<Facts> | Facts {
  const { operation, principal, bucket } = request;
  const { action } = operation;
  const { kind } = principal;
  if (operation.perObject) return { action, principal: kind, decidedBy: 'each object' };
  if (undisputed(principal, bucket)) return { action, principal: kind, decidedBy: 'owner' };
  const needed = neededPermissions(request);
  const first = permit(request, world, needed[0], false);
  return needed.length === 1 ? first : permitRest(request, world, needed, first);
}

async function permitRest(
  request: AccessRequest,
  world: AccessWorld,
  [, ...rest]: readonly Permission[],
  first: Promise<Facts> | Facts,
): Promise<Facts> {
  const decided = await first;
  for (const permission of rest) await permit(request, world, permission, false);
  return decided;
}

/** One further right, on an object that the operation has found out about. @throws as `authorize` does. */
export async function authorizeObject(request: AccessRequest, world: AccessWorld, right: ObjectRight): Promise<Facts> {
  const { action, access, bucket, key, versionId } = right;
  const { principal } = request;
  if (undisputed(principal, bucket)) return { action, principal: principal.kind, decidedBy: 'owner' };
  return permit(
    request,
    world,
    { action, access, bucket, bucketName: bucket.name, key, versionId },
    right.amongMany === true,
  );
}

/** The owner's own keys, on a bucket without a policy: the common case, decided without a look at anything else. */
function undisputed(principal: Principal, bucket: BucketRecord | undefined): boolean {
  if (principal.kind !== 'root') return false;
  return bucket === undefined || (bucket.owner === principal.account && bucketPolicyOf(bucket) === undefined);
}

/** One right of a request, on its way to be decided. */
interface Asked {
  readonly request: AccessRequest;
  readonly world: AccessWorld;
  readonly permission: Permission;
  readonly ram: readonly CompiledPolicy[];
  readonly publicAccessBlocked: boolean;
  readonly amongMany: boolean;
}

/** Hot: the object is looked up only where its tags or its ACL decide. */
function permit(
  request: AccessRequest,
  world: AccessWorld,
  needed: Permission,
  amongMany: boolean,
): Promise<Facts> | Facts {
  const { principal } = request;
  const permission = asCreator(needed, request);
  const ram = world.policiesOf(principal);
  const publicAccessBlocked = world.publicAccessBlocked(permission.bucket);
  const asked = { request, world, permission, ram, publicAccessBlocked, amongMany };
  if (!asksForObject(permission, principal, ram)) return judge(asked, undefined);
  return addressed(permission, world).then((object) => judge(asked, object));
}

function judge(asked: Asked, object: ObjectRecord | undefined): Promise<Facts> | Facts {
  const { request, world, permission, ram, publicAccessBlocked } = asked;
  const { principal } = request;
  const account = principal.kind === 'anonymous' ? '' : principal.account;
  const resource = resourceOf(permission, account, request.hostReading?.region ?? world.region);
  const context = conditionContext(request, object);
  const question: Question = {
    permission,
    principal,
    ram,
    publicAccessBlocked,
    request: { action: permission.action, resource, principal, context },
  };
  const verdict = decideByPolicies(question);
  if (verdict !== undefined) return conclude(asked, question, verdict);
  return addressed(permission, world).then((found) => conclude(asked, question, decideByAcl(question, found)));
}

function conclude({ request: { operation }, amongMany }: Asked, question: Question, verdict: Verdict): Facts {
  const { permission, principal, publicAccessBlocked } = question;
  const facts = told(permission.action, principal.kind, verdict);
  if (verdict.allowed) return facts;
  const diagnosis = { ...facts, resource: question.request.resource };
  throw accessDenied({ verdict, operation, permission, principal, publicAccessBlocked, amongMany, diagnosis }).because({
    ...diagnosis,
    wouldAllow: allowance(question),
  });
}

/**
 * Making a bucket is a matter of one's own account, also where the name is taken by another: the operation answers 409
 * then, not 403 (access.md §8, "PutBucket quirk").
 */
function asCreator(permission: Permission, { operation, principal, bucket }: AccessRequest): Permission {
  if (!operation.createsBucket || bucket === undefined || principal.kind === 'anonymous') return permission;
  return bucket.owner === principal.account ? permission : { ...permission, bucket: undefined };
}

/** Whether a policy that counts has to know the object's tags. */
function asksForObject({ bucket }: Permission, principal: Principal, ram: readonly CompiledPolicy[]): boolean {
  if (ram.some((policy) => policy.asksForObject)) return true;
  if (bucket !== undefined && bucketPolicyOf(bucket)?.asksForObject) return true;
  return sessionPolicyOf(principal)?.asksForObject === true;
}

/** The object, or the version, whose ACL and tags count; bucket operations and delete markers have none. */
async function addressed(
  { bucket, key, versionId }: Permission,
  world: AccessWorld,
): Promise<ObjectRecord | undefined> {
  if (bucket === undefined || key === undefined) return undefined;
  const object = await world.object(bucket.name, key, versionId);
  return object?.type === 'DeleteMarker' ? undefined : object;
}

/** What the record says of a decision. Written out, because spreading objects takes longer than deciding. */
function told(action: string, principal: Principal['kind'], verdict: Verdict): Facts {
  const { by } = verdict;
  switch (by) {
    case 'acl':
      return { action, principal, decidedBy: by, acl: verdict.acl };
    case 'deny': {
      const { ram, bucket } = verdict;
      return { action, principal, decidedBy: by, ram: ram && decision(ram), bucket: bucket && decision(bucket) };
    }
    case 'session-policy':
      return { action, principal, decidedBy: by, statement: verdict.statement && decision(verdict.statement) };
    case 'ram-policy':
    case 'bucket-policy':
      return { action, principal, decidedBy: by, statement: decision(verdict.statement) };
    default:
      return { action, principal, decidedBy: by };
  }
}

function decision({ policy, index, statement }: { policy: string; index: number; statement: object }): object {
  return { policy, index, statement };
}

/** What would have allowed it: the Allow that misses by least, of the policies that count for this caller. */
function allowance({ permission, principal, ram, publicAccessBlocked, request }: Question): unknown {
  const session = sessionPolicyOf(principal);
  const { bucket } = permission;
  const byBucket = bucket && bucketPolicyOf(bucket, publicAccessBlocked);
  const considered = explain([...(session ? [session] : []), ...ram, ...(byBucket ? [byBucket] : [])], request);
  const nearest = nearestAllow(considered);
  const { action, resource } = request;
  return nearest ?? { Effect: 'Allow', Action: action, Resource: resource };
}
