import type { PolicyDocument } from '../policy/document.ts';
import { checkPolicy } from '../policy/grammar.ts';
import { PolicyFault } from '../policy/policy-fault.ts';
import { AccountsFault, type PolicyJson, type PolicySpec } from './spec.ts';

/** A policy of a user, a group or a role, under the name by which explanations call it. */
export interface AttachedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

type Path = readonly (string | number)[];

/** The system policies that OSS and STS need (services.md §2.2). */
const SYSTEM_POLICIES: ReadonlyMap<string, PolicyDocument> = new Map(
  Object.entries({
    AdministratorAccess: '*',
    AliyunOSSFullAccess: 'oss:*',
    AliyunOSSReadOnlyAccess: ['oss:Get*', 'oss:List*'],
    AliyunSTSAssumeRoleAccess: 'sts:AssumeRole',
  }).map(([name, Action]) => [
    name,
    readPolicy({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }, 'identity', [name]),
  ]),
);

/** @throws AccountsFault at `path` when the grammar check refuses the document. */
export function readPolicy(json: PolicyJson, kind: 'identity' | 'trust', path: Path): PolicyDocument {
  const checked = checkPolicy(json, kind);
  if (checked instanceof PolicyFault) throw new AccountsFault(path, `not a policy: ${checked.message}`);
  return checked;
}

/** Every policy of an account, by name. @param path leads to the account. */
export function readNamedPolicies(
  policies: Readonly<Record<string, PolicyJson>>,
  path: Path,
): ReadonlyMap<string, PolicyDocument> {
  const named = new Map(SYSTEM_POLICIES);
  for (const [name, json] of Object.entries(policies)) {
    const place = [...path, 'policies', name];
    if (SYSTEM_POLICIES.has(name)) throw new AccountsFault(place, 'a system policy has this name');
    named.set(name, readPolicy(json, 'identity', place));
  }
  return named;
}

/** The policies attached to one identity. @param path leads to the identity. */
export function readAttachedPolicies(
  specs: readonly PolicySpec[],
  named: ReadonlyMap<string, PolicyDocument>,
  path: Path,
): AttachedPolicy[] {
  return specs.map((spec, index) => {
    const place = [...path, 'policies', index];
    if (typeof spec !== 'string') return { name: place.join('.'), document: readPolicy(spec, 'identity', place) };
    const document = named.get(spec);
    if (document) return { name: spec, document };
    throw new AccountsFault(place, `no policy is named ${spec}; there are ${[...named.keys()].sort().join(', ')}`);
  });
}
