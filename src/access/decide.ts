import { sessionPolicyOf } from '../identity/policies.ts';
import type { Principal } from '../identity/principal.ts';
import { bucketPolicyOf } from '../operations/bucket-policy.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { type Decision, evaluate } from '../policy/evaluate.ts';
import type { PolicyRequest } from '../policy/request.ts';
import type { Acl, ObjectRecord } from '../store/store.ts';
import { aclAllows, effectiveAcl } from './acl.ts';
import type { Permission } from './permission.ts';

/** What decided, for the record. */
export type Verdict =
  | { readonly allowed: true; readonly by: 'owner' }
  | { readonly allowed: true; readonly by: 'ram-policy' | 'bucket-policy'; readonly statement: Decision }
  | { readonly allowed: true; readonly by: 'acl'; readonly acl: AclCell }
  | { readonly allowed: false; readonly by: 'session-policy'; readonly statement: Decision | undefined }
  | {
      readonly allowed: false;
      readonly by: 'deny';
      readonly ram: Decision | undefined;
      readonly bucket: Decision | undefined;
    }
  | { readonly allowed: false; readonly by: 'acl'; readonly acl: AclCell }
  | { readonly allowed: false; readonly by: 'nothing-allows' };

/** A cell of the matrix (access.md §10.2). */
export interface AclCell {
  readonly bucket: Acl;
  readonly object: Acl | undefined;
  readonly right: 'read' | 'write';
  readonly publicAccessBlocked: boolean;
}

/** What a decision is made from. */
export interface Question {
  readonly permission: Permission;
  readonly principal: Principal;
  /** Identity policies of the principal. */
  readonly ram: readonly CompiledPolicy[];
  readonly publicAccessBlocked: boolean;
  readonly request: PolicyRequest;
}

/**
 * The decision procedure of access.md §10.1: session policy; then identity and bucket policy together, where a Deny beats
 * an Allow; then the owner. What none of them decides is left to `decideByAcl`, the only one to need the object. Hot.
 */
export function decideByPolicies(question: Question): Verdict | undefined {
  const { permission, principal, request } = question;
  const session = sessionPolicyOf(principal);
  if (session !== undefined) {
    const { effect, decidedBy } = evaluate([session], request);
    if (effect !== 'allow') return { allowed: false, by: 'session-policy', statement: decidedBy };
  }
  const { bucket } = permission;
  const own = principal.kind !== 'anonymous' && (bucket === undefined || bucket.owner === principal.account);
  // A RAM policy grants nothing on buckets of other accounts (§10.1 step 3).
  const ram = own ? evaluate(question.ram, request) : undefined;
  const policy = bucket && bucketPolicyOf(bucket, question.publicAccessBlocked);
  const byBucket = policy && evaluate([policy], request);
  const ramDenies = ram?.effect === 'explicit-deny' ? ram.decidedBy : undefined;
  const bucketDenies = byBucket?.effect === 'explicit-deny' ? byBucket.decidedBy : undefined;
  if (ramDenies !== undefined || bucketDenies !== undefined) {
    return { allowed: false, by: 'deny', ram: ramDenies, bucket: bucketDenies };
  }
  if (own && principal.kind === 'root') return { allowed: true, by: 'owner' };
  if (ram?.effect === 'allow') return { allowed: true, by: 'ram-policy', statement: ram.decidedBy };
  if (byBucket?.effect === 'allow') return { allowed: true, by: 'bucket-policy', statement: byBucket.decidedBy };
  return undefined;
}

/** The ACL of the object, else that of the bucket. @param object the addressed one; undefined when there is none. */
export function decideByAcl({ permission, publicAccessBlocked }: Question, object: ObjectRecord | undefined): Verdict {
  const { access, bucket } = permission;
  if (bucket === undefined || (access !== 'read' && access !== 'write'))
    return { allowed: false, by: 'nothing-allows' };
  const acl = { bucket: bucket.acl, object: object?.acl, right: access, publicAccessBlocked };
  const allowed = !publicAccessBlocked && aclAllows(effectiveAcl(object?.acl, bucket.acl), access);
  return { allowed, by: 'acl', acl };
}
