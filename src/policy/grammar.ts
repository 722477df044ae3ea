import type { PolicyDocument, Statement, TrustPrincipal } from './document.ts';
import type { PolicyKind } from './kind.ts';
import { OPERATORS } from './operators.ts';
import { PolicyFault } from './policy-fault.ts';

export interface CheckOptions {
  /** Refuses elements that the grammar does not have; they are ignored otherwise (services.md §2.1). */
  readonly strict?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** The grammar check on a value that is already parsed, from JSON or from the configuration file. */
export function checkPolicy(
  value: unknown,
  kind: PolicyKind,
  { strict = false }: CheckOptions = {},
): PolicyDocument | PolicyFault {
  try {
    const document = object(value, '');
    if (strict) onlyKnown(document, DOCUMENT, '');
    version(document.Version);
    const statements = document.Statement;
    if (statements === undefined) throw new PolicyFault('missing', 'Statement', 'is missing');
    const list = Array.isArray(statements) ? statements : [statements];
    if (list.length === 0) throw new PolicyFault('empty', 'Statement', 'has no statement');
    const at = (index: number) => (Array.isArray(statements) ? `Statement[${index}]` : 'Statement');
    return { Version: '1', Statement: list.map((each, index) => statement(each, kind, strict, at(index))) };
  } catch (error) {
    if (error instanceof PolicyFault) return error;
    throw error;
  }
}

const DOCUMENT = new Set(['Version', 'Statement']);
const STATEMENT = new Set(['Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition']);

function version(value: unknown): void {
  if (value === undefined) throw new PolicyFault('missing', 'Version', 'is missing');
  if (typeof value !== 'string') throw new PolicyFault('type', 'Version', 'is not a string');
  if (value !== '1') throw new PolicyFault('version', 'Version', `is "${value}", and the only version is "1"`);
}

function statement(value: unknown, kind: PolicyKind, strict: boolean, at: string): Statement {
  const given = object(value, at);
  if (strict) onlyKnown(given, STATEMENT, at);
  return {
    Effect: effect(given.Effect, `${at}.Effect`),
    ...eitherForm(given, 'Action', at, ACTION, '"*" or "<service>:<name>"'),
    ...resources(given, kind, at),
    ...principals(given, kind, at),
    ...conditions(given.Condition, `${at}.Condition`),
  };
}

function effect(value: unknown, at: string): 'Allow' | 'Deny' {
  if (value === undefined) throw new PolicyFault('missing', at, 'is missing');
  if (value !== 'Allow' && value !== 'Deny') throw new PolicyFault('value', at, 'is neither "Allow" nor "Deny"');
  return value;
}

const ACTION = /^(?:\*|[^\s:]+:[^\s:]+)$/;
const ANYTHING = /^/;

/** One of `Action` and `NotAction`, or of `Resource` and `NotResource`: never both, never neither. */
function eitherForm<Name extends 'Action' | 'Resource'>(
  given: Json,
  name: Name,
  at: string,
  pattern: RegExp,
  wanted: string,
): { [Key in Name | `Not${Name}`]?: readonly string[] } {
  const positive = given[name];
  const negative = given[`Not${name}`];
  if (positive !== undefined && negative !== undefined) {
    throw new PolicyFault('both-forms', at, `has both ${name} and Not${name}`);
  }
  if (positive === undefined && negative === undefined) {
    throw new PolicyFault('missing', `${at}.${name}`, 'is missing');
  }
  const key = positive === undefined ? (`Not${name}` as const) : name;
  const values = strings(given[key], `${at}.${key}`);
  const odd = values.find((each) => !pattern.test(each));
  if (odd !== undefined) throw new PolicyFault('value', `${at}.${key}`, `"${odd}" is not ${wanted}`);
  return { [key]: values } as { [Key in Name | `Not${Name}`]?: readonly string[] };
}

function resources(given: Json, kind: PolicyKind, at: string): Pick<Statement, 'Resource' | 'NotResource'> {
  if (kind !== 'trust') return eitherForm(given, 'Resource', at, ANYTHING, '');
  for (const name of ['Resource', 'NotResource']) {
    if (given[name] !== undefined) throw new PolicyFault('not-here', `${at}.${name}`, 'a trust policy has no resource');
  }
  return {};
}

const TRUSTED = ['RAM', 'Service', 'Federated'] as const;

function principals(given: Json, kind: PolicyKind, at: string): Pick<Statement, 'Principal'> {
  const value = given.Principal;
  const where = `${at}.Principal`;
  // Nothing says what NotPrincipal would mean, and to ignore it would turn an exception into a rule for everyone.
  if (given.NotPrincipal !== undefined) throw new PolicyFault('not-here', `${at}.NotPrincipal`, 'is not supported');
  if (kind === 'trust') return { Principal: trusted(value, where) };
  if (value === undefined) return {};
  if (kind !== 'bucket') throw new PolicyFault('not-here', where, `a policy of kind ${kind} has no principal`);
  return { Principal: strings(value, where) };
}

function trusted(value: unknown, at: string): TrustPrincipal {
  if (value === undefined) throw new PolicyFault('missing', at, 'is missing');
  const given = object(value, at);
  const [kind, ...more] = Object.keys(given);
  const known = TRUSTED.find((each) => each === kind);
  if (known === undefined || more.length > 0) {
    throw new PolicyFault('value', at, 'does not have exactly one of RAM, Service and Federated');
  }
  return { [known]: strings(given[known], `${at}.${known}`) };
}

const CONDITION_KEY = /^[A-Za-z][\w-]*:.+$/s;

function conditions(value: unknown, at: string): Pick<Statement, 'Condition'> {
  if (value === undefined) return {};
  const operators = Object.entries(object(value, at)).map(([operator, keys]) => {
    const read = OPERATORS.get(operator);
    if (read === undefined) throw new PolicyFault('value', at, `"${operator}" is not a condition operator`);
    const where = `${at}.${operator}`;
    const tests = Object.entries(object(keys, where)).map(([key, given]) => {
      if (!CONDITION_KEY.test(key)) throw new PolicyFault('value', where, `"${key}" is not a condition key`);
      // An empty value is how a policy grants listing the root: "oss:Prefix": ["", "home/"].
      const values = strings(given, `${where}.${key}`, 'empty too');
      const odd = values.find((each) => read.compile(each) === undefined);
      if (odd !== undefined) throw new PolicyFault('value', `${where}.${key}`, `"${odd}" is not ${read.wanted}`);
      return [key, values] as const;
    });
    return [operator, Object.fromEntries(tests)] as const;
  });
  return { Condition: Object.fromEntries(operators) };
}

function object(value: unknown, at: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new PolicyFault('type', at, 'is not an object');
}

/** One string or a list of them; the list is not empty, and neither are the strings unless said otherwise. */
function strings(value: unknown, at: string, may?: 'empty too'): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyFault('empty', at, 'is an empty list');
  for (const each of list) {
    if (typeof each !== 'string') throw new PolicyFault('type', at, 'holds something other than strings');
    if (each === '' && may === undefined) throw new PolicyFault('empty', at, 'holds an empty string');
  }
  return list as readonly string[];
}

function onlyKnown(given: Json, known: ReadonlySet<string>, at: string): void {
  const odd = Object.keys(given).find((key) => !known.has(key));
  if (odd !== undefined) throw new PolicyFault('unknown-element', at, `has an unknown element "${odd}"`);
}
