import type { CompiledPolicy } from '../policy/compile.ts';
import { roleIdOf } from './ids.ts';
import { readAttachedPolicies, readPolicy } from './policies.ts';
import { AccountsFault, type PolicyJson, type RoleSpec, type SpecPath } from './spec.ts';

export interface Role {
  readonly account: string;
  readonly name: string;
  readonly id: string;
  /** Prints the name in lower case, as the service does (services.md §1.8). */
  readonly arn: string;
  /** Who may assume it. */
  readonly trust: CompiledPolicy;
  readonly policies: readonly CompiledPolicy[];
  /** Seconds. */
  readonly maxSessionDuration: number;
}

const MIN_SESSION = 3600;
const MAX_SESSION = 43_200;
const ARN = /^acs:ram::(\d+):role\/([A-Za-z0-9._@-]{1,64})$/;

/** @returns undefined when `arn` is not of the form `acs:ram::<account>:role/<name>`. */
export function parseRoleArn(arn: string): { readonly account: string; readonly name: string } | undefined {
  const [, account, name] = ARN.exec(arn) ?? [];
  return account === undefined || name === undefined ? undefined : { account, name };
}

/** Under what a role is found: ARNs are printed in lower case, so the case of the name cannot matter. */
export function roleKey(account: string, name: string): string {
  return `${account}/${name.toLowerCase()}`;
}

/** @throws AccountsFault below `path`, which leads to the role. */
export function readRole(
  { name, id, trust, policies = [], maxSessionDuration = MIN_SESSION }: RoleSpec,
  account: string,
  named: ReadonlyMap<string, CompiledPolicy>,
  path: SpecPath,
): Role {
  if (!(maxSessionDuration >= MIN_SESSION && maxSessionDuration <= MAX_SESSION)) {
    throw new AccountsFault([...path, 'maxSessionDuration'], `expected ${MIN_SESSION} to ${MAX_SESSION} seconds`);
  }
  const place = [...path, 'trust'];
  const document = isList(trust) ? trusting(trust, place) : (trust ?? trusting([account], place));
  return {
    account,
    name,
    id: id ?? roleIdOf(account, name),
    arn: `acs:ram::${account}:role/${name.toLowerCase()}`,
    trust: readPolicy(document, 'trust', `trust policy of ${name}`, place),
    policies: readAttachedPolicies(policies, named, path),
    maxSessionDuration,
  };
}

function isList(trust: RoleSpec['trust']): trust is readonly string[] {
  return Array.isArray(trust);
}

const ACCOUNT = /^\d+$/;
const RAM = /^acs:ram::\d+:(root|user\/.+|role\/.+)$/;
const SERVICE = /^[a-z0-9-]+\.aliyuncs\.com$/;

/** The trust policy that a list of principals stands for. A statement has principals of one kind (services.md §2.3). */
function trusting(principals: readonly string[], path: SpecPath): PolicyJson {
  const ram: string[] = [];
  const services: string[] = [];
  for (const [index, principal] of principals.entries()) {
    if (ACCOUNT.test(principal)) ram.push(`acs:ram::${principal}:root`);
    else if (RAM.test(principal)) ram.push(principal);
    else if (SERVICE.test(principal)) services.push(principal);
    else
      throw new AccountsFault([...path, index], 'expected an account id, an acs:ram:: ARN or <service>.aliyuncs.com');
  }
  const kinds = [{ RAM: ram }, { Service: services }].filter((kind) =>
    Object.values(kind).some((list) => list.length > 0),
  );
  return {
    Version: '1',
    Statement: kinds.map((Principal) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal })),
  };
}
