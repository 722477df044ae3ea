import { refuse } from '../errors/refuse.ts';
import { sessionPolicyOf } from '../identity/policies.ts';
import type { RamUser, RoleSession } from '../identity/principal.ts';
import type { Role } from '../identity/roles.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import { type Evaluation, evaluate } from '../policy/evaluate.ts';
import { contextOf, type PolicyRequest } from '../policy/request.ts';
import type { StsCall } from './call.ts';

/**
 * Whether a user or a session may assume a role: its own policies must allow it, a session's policy too, and the role
 * must trust it (services.md §1.7).
 * @throws OssError NoPermission, whichever of them says no; the record says which.
 */
export function mayAssume(
  call: StsCall,
  principal: RamUser | RoleSession,
  role: Role,
  externalId: string | undefined,
): void {
  const { request, now, parts } = call;
  const asked = (name: string, caller: RamUser | RoleSession): PolicyRequest => ({
    action: 'sts:AssumeRole',
    resource: `acs:ram:*:${role.account}:role/${name}`,
    principal: caller,
    context: contextOf({
      'sts:ExternalId': externalId,
      'acs:SourceIp': request.address,
      'acs:SecureTransport': String(request.secure),
      'acs:CurrentTime': new Date(now).toISOString(),
      'acs:AccessId': principal.accessKeyId,
    }),
  });
  const forRole = spellings(role.name).map((name) => asked(name, principal));
  const fromCaller = callers(principal).map((caller) => asked(role.name, caller));
  const sessionPolicy = sessionPolicyOf(principal);
  const identity = judge(parts.directory.policiesOf(principal), forRole);
  const session = sessionPolicy && judge([sessionPolicy], forRole);
  const trust = judge([role.trust], fromCaller);
  if ([identity, session, trust].every((each) => each === undefined || each.effect === 'allow')) return;
  throw refuse('sts-role-not-permitted').because({
    role: role.arn,
    identityPolicies: said(identity),
    sessionPolicy: session && said(session),
    trustPolicy: said(trust),
  });
}

/** Policies name a role as it was created or as its ARN prints it. */
function spellings(role: string): string[] {
  return [...new Set([role, role.toLowerCase()])];
}

function callers(principal: RamUser | RoleSession): (RamUser | RoleSession)[] {
  if (principal.kind === 'user') return [principal];
  return spellings(principal.role).map((role) => ({ ...principal, role }));
}

/** Of several spellings of one request, a Deny of one denies and an Allow of one allows. */
function judge(policies: readonly CompiledPolicy[], requests: readonly PolicyRequest[]): Evaluation {
  const evaluations = requests.map((each) => evaluate(policies, each));
  const by = (effect: Evaluation['effect']) => evaluations.find((each) => each.effect === effect);
  return by('explicit-deny') ?? by('allow') ?? { effect: 'implicit-deny' };
}

function said({ effect, decidedBy }: Evaluation) {
  return decidedBy ? { effect, policy: decidedBy.policy, statement: decidedBy.index } : { effect };
}
