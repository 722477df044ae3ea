import { type CompiledPolicy, compile } from '../policy/compile.ts';
import type { PolicyDocument } from '../policy/document.ts';
import { checkPolicy } from '../policy/grammar.ts';
import { PolicyFault } from '../policy/policy-fault.ts';
import type { Principal } from './principal.ts';
import { AccountsFault, type PolicyJson, type PolicySpec, type SpecPath } from './spec.ts';

/** The system policies that OSS and STS need (services.md §2.2). */
const SYSTEM_POLICIES: ReadonlyMap<string, CompiledPolicy> = new Map(
  Object.entries({
    AdministratorAccess: '*',
    AliyunOSSFullAccess: 'oss:*',
    AliyunOSSReadOnlyAccess: ['oss:Get*', 'oss:List*'],
    AliyunSTSAssumeRoleAccess: 'sts:AssumeRole',
  }).map(([name, Action]) => [
    name,
    readPolicy({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }, 'identity', name, [name]),
  ]),
);

/**
 * @param name what explanations call it.
 * @throws AccountsFault at `path` when the grammar check refuses the document.
 */
export function readPolicy(json: PolicyJson, kind: 'identity' | 'trust', name: string, path: SpecPath): CompiledPolicy {
  const checked = checkPolicy(json, kind);
  if (checked instanceof PolicyFault) throw new AccountsFault(path, `not a policy: ${checked.message}`);
  return compile(checked, kind, name);
}

/** Every policy of an account, by name. @param path leads to the account. */
export function readNamedPolicies(
  policies: Readonly<Record<string, PolicyJson>>,
  path: SpecPath,
): ReadonlyMap<string, CompiledPolicy> {
  const named = new Map(SYSTEM_POLICIES);
  for (const [name, json] of Object.entries(policies)) {
    const place = [...path, 'policies', name];
    if (SYSTEM_POLICIES.has(name)) throw new AccountsFault(place, 'a system policy has this name');
    named.set(name, readPolicy(json, 'identity', name, place));
  }
  return named;
}

/** The policies attached to one identity. @param path leads to the identity. */
export function readAttachedPolicies(
  specs: readonly PolicySpec[],
  named: ReadonlyMap<string, CompiledPolicy>,
  path: SpecPath,
): CompiledPolicy[] {
  return specs.map((spec, index) => {
    const place = [...path, 'policies', index];
    if (typeof spec !== 'string') return readPolicy(spec, 'identity', `accounts.${place.join('.')}`, place);
    const policy = named.get(spec);
    if (policy) return policy;
    throw new AccountsFault(place, `no policy is named ${spec}; there are ${[...named.keys()].sort().join(', ')}`);
  });
}

const sessionPolicies = new WeakMap<PolicyDocument, CompiledPolicy>();

/** The policy that narrows a session, if its token has one. Compiled once for a token. Hot. */
export function sessionPolicyOf(principal: Principal): CompiledPolicy | undefined {
  const document = principal.kind === 'session' ? principal.sessionPolicy : undefined;
  if (document === undefined) return undefined;
  const known = sessionPolicies.get(document);
  if (known) return known;
  const compiled = compile(document, 'session', 'session policy');
  sessionPolicies.set(document, compiled);
  return compiled;
}
