import { type ConditionTest, compileConditions } from './condition.ts';
import { type Covering, coveringOf } from './covering.ts';
import type { PolicyDocument, Statement, TrustPrincipal } from './document.ts';
import { glob, type Matcher } from './glob.ts';
import type { PolicyKind } from './kind.ts';
import { bucketPrincipals, type PrincipalMatcher, trustPrincipals } from './principal.ts';
import { literalPrefix, type ResourceMatcher, resourcePattern } from './resource.ts';

/** A policy made ready to be asked many times. */
export interface CompiledPolicy {
  /** What the record calls it: the name of a RAM policy, `bucket policy`, `session policy`. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
  /** In the order of the document. */
  readonly statements: readonly CompiledStatement[];
  /** Whether a condition asks for the tags of the object, which then has to be looked up first. */
  readonly asksForObject: boolean;
  /** The statements that cover an action. Remembered for each action. */
  covering(action: string): Covering;
}

export interface CompiledStatement {
  readonly policy: string;
  /** Place in the document, from 0. */
  readonly index: number;
  readonly statement: Statement;
  readonly denies: boolean;
  /** Takes the action in lower case. */
  readonly coversAction: Matcher;
  readonly coversResource: ResourceMatcher;
  /** How the last part of a covered resource begins; one of them is enough. */
  readonly prefixes: readonly string[];
  readonly coversPrincipal: PrincipalMatcher;
  readonly conditions: readonly ConditionTest[];
}

const EXISTING_TAG = /^oss:ExistingObjectTag\//i;

/** Actions remembered for one policy; those of OSS and STS together are fewer. */
const REMEMBERED = 1000;

/** @throws TypeError when the document has not passed the grammar check of its kind. */
export function compile(document: PolicyDocument, kind: PolicyKind, name: string): CompiledPolicy {
  return assemble(
    document,
    kind,
    name,
    document.Statement.map((statement, index) => compileStatement(statement, index, kind, name)),
  );
}

/** The policy with some of its statements only; they keep their places. */
export function only(policy: CompiledPolicy, keep: (statement: Statement) => boolean): CompiledPolicy {
  const { document, kind, name, statements } = policy;
  return assemble(
    document,
    kind,
    name,
    statements.filter(({ statement }) => keep(statement)),
  );
}

function assemble(
  document: PolicyDocument,
  kind: PolicyKind,
  name: string,
  statements: readonly CompiledStatement[],
): CompiledPolicy {
  const remembered = new Map<string, Covering>();
  return {
    name,
    kind,
    document,
    statements,
    asksForObject: statements.some(({ conditions }) => conditions.some(({ key }) => EXISTING_TAG.test(key))),
    covering(action) {
      const known = remembered.get(action);
      if (known !== undefined) return known;
      const covering = coveringOf(statements, action.toLowerCase());
      if (remembered.size < REMEMBERED) remembered.set(action, covering);
      return covering;
    },
  };
}

function compileStatement(statement: Statement, index: number, kind: PolicyKind, policy: string): CompiledStatement {
  const conditions = compileConditions(statement.Condition);
  return {
    policy,
    index,
    statement,
    denies: statement.Effect === 'Deny',
    coversAction: patterns(statement.Action, statement.NotAction, (each) => glob(each.toLowerCase())),
    coversResource: kind === 'trust' ? always : patterns(statement.Resource, statement.NotResource, resourcePattern),
    prefixes: shortest(statement.Resource?.map(literalPrefix) ?? ['']),
    coversPrincipal: principalsOf(statement, kind, conditions.length > 0),
    conditions,
  };
}

/** Without those that begin with another one: `bucket` and `bucket/*` are looked for under `bucket` alone. */
function shortest(prefixes: readonly string[]): readonly string[] {
  const distinct = [...new Set(prefixes)];
  return distinct.filter((prefix) => !distinct.some((other) => other !== prefix && prefix.startsWith(other)));
}

/** Fits any of the patterns, or none of them where the statement names exceptions. */
function patterns<Value>(
  named: readonly string[] | undefined,
  excepted: readonly string[] | undefined,
  read: (pattern: string) => (value: Value) => boolean,
): (value: Value) => boolean {
  if (named !== undefined) return anyOf(named.map(read));
  const isExcepted = anyOf((excepted ?? []).map(read));
  return (value) => !isExcepted(value);
}

function anyOf<Value>(tests: readonly ((value: Value) => boolean)[]): (value: Value) => boolean {
  const [first] = tests;
  if (tests.length === 1 && first !== undefined) return first;
  return (value) => {
    for (const test of tests) if (test(value)) return true;
    return false;
  };
}

function principalsOf({ Principal }: Statement, kind: PolicyKind, hasCondition: boolean): PrincipalMatcher {
  if (kind === 'bucket') return bucketPrincipals((Principal as readonly string[] | undefined) ?? [], hasCondition);
  if (kind === 'trust') return trustPrincipals(Principal as TrustPrincipal);
  return always;
}

function always(): boolean {
  return true;
}
