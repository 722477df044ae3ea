import { type CompiledPolicy, compile } from '../../src/policy/compile.ts';
import type { PolicyDocument } from '../../src/policy/document.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import type { PolicyKind } from '../../src/policy/kind.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { PolicyFault } from '../../src/policy/policy-fault.ts';
import { contextOf, type PolicyRequest } from '../../src/policy/request.ts';
import { CAST } from './cast.ts';
import { named, type Row, type Section } from './tables/section.ts';

/** Reads a policy that has to pass the grammar check. */
export function read(value: unknown, kind: PolicyKind = 'identity'): PolicyDocument {
  const document = parsePolicy(JSON.stringify(value), kind);
  if (document instanceof PolicyFault) throw document;
  return document;
}

export function compileAll({ policies, kind = 'identity' }: Omit<Section, 'rule' | 'rows'>): CompiledPolicy[] {
  return Object.entries(policies).map(([name, value]) => compile(read(value, kind), kind, name));
}

export function requestOf([action, resource, , who = 'alice', context = {}]: Row): PolicyRequest {
  return { action, resource: named(resource), principal: CAST[who], context: contextOf(context) };
}

/** What the engine says, as the tables write it. */
export function verdict(policies: readonly CompiledPolicy[], request: PolicyRequest): string {
  const { effect, decidedBy } = evaluate(policies, request);
  if (decidedBy === undefined) return 'silence';
  return `${effect === 'allow' ? 'allow' : 'deny'} ${decidedBy.policy}[${decidedBy.index}]`;
}
