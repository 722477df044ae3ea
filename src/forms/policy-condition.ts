import { refuse } from '../errors/refuse.ts';
import type { JsonObject, JsonValue } from './tokenizer.ts';

/** One entry of `conditions`. Fields are written without `$`, in the case of the policy. */
export type Condition = MatchCondition | ListCondition | RangeCondition;

/** `["eq", "$f", "v"]`, also written `{"f": "v"}`, and `["starts-with", "$f", "p"]`. */
export interface MatchCondition {
  readonly operator: 'eq' | 'starts-with';
  readonly field: string;
  readonly operand: string;
}

/** `["in", "$f", ["a", "b"]]` and `["not-in", …]`. */
export interface ListCondition {
  readonly operator: 'in' | 'not-in';
  readonly field: string;
  readonly operand: readonly string[];
}

/** `["content-length-range", min, max]`: bytes of the file, both inclusive. */
export interface RangeCondition {
  readonly operator: 'content-length-range';
  readonly min: number;
  readonly max: number;
}

const OPERATORS = new Set<unknown>(['eq', 'starts-with', 'in', 'not-in', 'content-length-range']);

/**
 * Reads one entry of `conditions` (access.md §7.5 step 4, the rows of EC 0006-00000216 to 224).
 * @throws OssError one of the `policy-condition-…`, `policy-range-…`, `policy-op…` causes.
 */
export function readCondition(entry: JsonValue): Condition {
  if (Array.isArray(entry)) return readList(entry);
  if (typeof entry !== 'object' || entry === null) throw refuse('policy-condition-neither-list-nor-object');
  const { members } = entry as JsonObject;
  const [member, ...more] = members;
  if (member === undefined || more.length > 0) throw refuse('policy-simple-condition-malformed');
  const [name, operand] = member;
  if (typeof operand !== 'string') throw refuse('policy-operand-wrong-type');
  return { operator: 'eq', field: fieldName(name), operand };
}

function readList(list: readonly JsonValue[]): Condition {
  const [operator, first, second] = list;
  if (!OPERATORS.has(operator)) {
    if (list.length < 2 || isField(operator)) throw refuse('policy-condition-without-operator');
    throw refuse('policy-operator-unknown', { Operator: typeof operator === 'string' ? operator : 'not a String' });
  }
  if (list.length !== 3) throw refuse('policy-condition-wrong-length');
  if (operator === 'content-length-range') return readRange(first, second);
  if (typeof first !== 'string') throw refuse('policy-operand-wrong-type');
  const field = fieldName(first);
  if (operator === 'eq' || operator === 'starts-with') {
    if (typeof second !== 'string') throw refuse('policy-operand-wrong-type');
    return { operator, field, operand: second };
  }
  if (!isListOfStrings(second)) throw refuse('policy-operand-wrong-type');
  return { operator: operator as ListCondition['operator'], field, operand: second };
}

function readRange(first: JsonValue | undefined, second: JsonValue | undefined): RangeCondition {
  const min = readBound(first);
  const max = readBound(second);
  if (max < min) throw refuse('policy-range-reversed');
  return { operator: 'content-length-range', min, max };
}

/** A bound that is a string and one of another wrong type have two ECs, 0006-00000221 and 223. */
function readBound(bound: JsonValue | undefined): number {
  if (typeof bound === 'string') throw refuse('policy-range-not-integer');
  if (typeof bound !== 'number' || !Number.isInteger(bound) || bound < 0) throw refuse('policy-range-wrong-type');
  return bound;
}

function isField(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.startsWith('$');
}

function isListOfStrings(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

/** The `$` before a field is optional (access.md POL-5). */
function fieldName(written: string): string {
  return written.startsWith('$') ? written.slice(1) : written;
}
