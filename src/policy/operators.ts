import { glob } from './glob.ts';
import { ipRange } from './ip.ts';

/** One condition operator (access.md §10.3, services.md §2.1). */
export interface Operator {
  /** True where the statement applies when *no* value of the policy fits, a missing key included. */
  readonly negated: boolean;
  /** What a value in the policy must be, for the fault. */
  readonly wanted: string;
  /** A value of the policy, ready to be held against the request's. Undefined when the operator cannot read it. */
  compile(value: string): ValueTest | undefined;
}

export type ValueTest = (given: string) => boolean;

type Family = Omit<Operator, 'negated'>;

const equals: Family = { wanted: 'a string', compile: (value) => (given) => given === value };

const equalsIgnoreCase: Family = {
  wanted: 'a string',
  compile(value) {
    const wanted = value.toLowerCase();
    return (given) => given.toLowerCase() === wanted;
  },
};

const like: Family = { wanted: 'a string', compile: glob };

const bool: Family = {
  wanted: '"true" or "false"',
  compile(value) {
    const wanted = value.toLowerCase();
    if (wanted !== 'true' && wanted !== 'false') return undefined;
    return (given) => given.toLowerCase() === wanted;
  },
};

const ip: Family = { wanted: 'an IP address or a CIDR block', compile: ipRange };

/** Numbers and instants differ in how a text is read, and compare alike. */
function ordered(wanted: string, read: (text: string) => number | undefined, holds: Comparison): Family {
  return {
    wanted,
    compile(value) {
      const bound = read(value);
      if (bound === undefined) return undefined;
      return (text) => {
        const given = read(text);
        return given !== undefined && holds(given, bound);
      };
    },
  };
}

type Comparison = (given: number, bound: number) => boolean;

const numeric = (holds: Comparison) => ordered('a number', readNumber, holds);
const date = (holds: Comparison) => ordered('an ISO 8601 date', readDate, holds);

const equal: Comparison = (given, bound) => given === bound;
const less: Comparison = (given, bound) => given < bound;
const lessOrEqual: Comparison = (given, bound) => given <= bound;
const greater: Comparison = (given, bound) => given > bound;
const greaterOrEqual: Comparison = (given, bound) => given >= bound;

function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Milliseconds; a time without zone is UTC. */
function readDate(text: string): number | undefined {
  const match = ISO_8601.exec(text);
  if (match === null) return undefined;
  const time = Date.parse(text.includes('T') && match[1] === undefined ? `${text}Z` : text);
  return Number.isNaN(time) ? undefined : time;
}

const is = (family: Family): Operator => ({ ...family, negated: false });
const isNot = (family: Family): Operator => ({ ...family, negated: true });

/** Every operator by its name; names are exact. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', is(equals)],
  ['StringNotEquals', isNot(equals)],
  ['StringEqualsIgnoreCase', is(equalsIgnoreCase)],
  ['StringNotEqualsIgnoreCase', isNot(equalsIgnoreCase)],
  ['StringLike', is(like)],
  ['StringNotLike', isNot(like)],
  ['NumericEquals', is(numeric(equal))],
  ['NumericNotEquals', isNot(numeric(equal))],
  ['NumericLessThan', is(numeric(less))],
  ['NumericLessThanEquals', is(numeric(lessOrEqual))],
  ['NumericGreaterThan', is(numeric(greater))],
  ['NumericGreaterThanEquals', is(numeric(greaterOrEqual))],
  ['DateEquals', is(date(equal))],
  ['DateNotEquals', isNot(date(equal))],
  ['DateLessThan', is(date(less))],
  ['DateLessThanEquals', is(date(lessOrEqual))],
  ['DateGreaterThan', is(date(greater))],
  ['DateGreaterThanEquals', is(date(greaterOrEqual))],
  ['Bool', is(bool)],
  ['IpAddress', is(ip)],
  ['NotIpAddress', isNot(ip)],
]);
