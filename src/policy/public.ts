import type { PolicyDocument, Statement } from './document.ts';
import { hasWildcard } from './glob.ts';
import { conditionKey } from './request.ts';

/**
 * Whether a bucket policy opens the bucket to everyone (access.md BPA-6): an Allow for someone who is not a fixed
 * identity, without a condition that fixes where requests come from. Action and Resource do not matter.
 */
export function isPublic(document: PolicyDocument): boolean {
  return document.Statement.some(isPublicStatement);
}

/** The same question for one statement. */
export function isPublicStatement({ Effect, Principal, Condition }: Statement): boolean {
  if (Effect === 'Deny' || !Array.isArray(Principal)) return false;
  return Principal.some((name: string) => !isFixed(name)) && !fixesSource(Condition);
}

/** A role session of a fixed account is fixed, whatever its role and session name. */
function isFixed(principal: string): boolean {
  const account = /^arn:sts:[^:]*:([^:]*):/.exec(principal)?.[1] ?? principal;
  return !hasWildcard(account);
}

/** Condition keys that say where a request comes from, with the operators that fix them. */
const SOURCES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['acs:sourceip', new Set(['IpAddress', 'StringEquals', 'StringEqualsIgnoreCase', 'StringLike'])],
  ['acs:sourcevpc', new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'])],
]);

function fixesSource(condition: Statement['Condition']): boolean {
  return Object.entries(condition ?? {}).some(([operator, keys]) =>
    Object.entries(keys).some(
      ([key, values]) => SOURCES.get(conditionKey(key))?.has(operator) === true && values.every(isNarrow),
    ),
  );
}

/** Neither a wildcard nor all addresses. */
function isNarrow(value: string): boolean {
  return !hasWildcard(value) && !value.endsWith('/0');
}
