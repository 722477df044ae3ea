import { type CompiledPolicy, only } from './compile.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { ipBlock } from './ip.ts';
import { OPERATORS } from './operators.ts';
import { conditionKey } from './request.ts';

/** Whether a bucket policy opens the bucket to everyone (access.md BPA-6, "Block public access" of the help center). */
export function isPublic(document: PolicyDocument): boolean {
  return document.Statement.some(isPublicStatement);
}

/** The policy without its public statements, as it holds while public access is blocked (access.md BPA-2). */
export function withoutPublic(policy: CompiledPolicy): CompiledPolicy {
  return only(policy, (statement) => !isPublicStatement(statement));
}

/**
 * An Allow for someone who is not a fixed identity, without a condition that fixes where requests come from. Action and
 * Resource do not matter.
 */
function isPublicStatement({ Effect, Principal, Condition }: Statement): boolean {
  if (Effect === 'Deny' || !Array.isArray(Principal)) return false;
  return !Principal.every(isFixed) && !fixesSource(Condition);
}

/** What makes the values of a condition key a fixed source. */
const SOURCES: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['acs:sourcevpc', isFixed],
  ['acs:sourcevpcid', isFixed],
  ['acs:accessid', isFixed],
  ['acs:sourceip', isNarrow],
  ['acs:sourcevpcip', isNarrow],
]);

/** A negated operator names what is shut out, which fixes nothing. */
function fixesSource(condition: Statement['Condition']): boolean {
  return Object.entries(condition ?? {}).some(
    ([operator, keys]) =>
      OPERATORS.get(operator)?.negated === false &&
      Object.entries(keys).some(([key, values]) => {
        const fixes = SOURCES.get(conditionKey(key));
        return fixes !== undefined && values.every(fixes);
      }),
  );
}

function isFixed(value: string): boolean {
  return !value.includes('*');
}

/** A mask of at least 8 bits for IPv4, 32 for IPv6. */
function isNarrow(value: string): boolean {
  const block = ipBlock(value);
  return block !== undefined && block.prefix >= (block.base.length === 2 ? 8 : 32);
}
