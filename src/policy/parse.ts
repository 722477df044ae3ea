import type { PolicyDocument } from './document.ts';
import { duplicateKey } from './duplicate-key.ts';
import { type CheckOptions, checkPolicy } from './grammar.ts';
import type { PolicyKind } from './kind.ts';
import { PolicyFault } from './policy-fault.ts';

/**
 * Reads a policy and checks its grammar (services.md §2.1, access.md §10.3). Single values become lists. How long a
 * policy may be is the caller's rule.
 */
export function parsePolicy(text: string, kind: PolicyKind, options: CheckOptions = {}): PolicyDocument | PolicyFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return new PolicyFault('json', '', (error as SyntaxError).message);
  }
  // JSON.parse keeps the last of two equal keys, which would let a second Statement hide the first.
  const twice = duplicateKey(text);
  if (twice !== undefined) return new PolicyFault('duplicate-key', '', `"${twice}" is given twice in one object`);
  return checkPolicy(value, kind, options);
}
