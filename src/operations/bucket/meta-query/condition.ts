import { refuse } from '../../../errors/refuse.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import { argument } from '../../argument.ts';
import { fieldOf } from './fields.ts';

type Condition = (object: ObjectRecord) => boolean;

/** How deep conditions may stand in each other. */
const MAX_DEPTH = 5;

const COMPARISONS = new Map<string, (value: string | number, wanted: string | number) => boolean>([
  ['eq', (value, wanted) => value === wanted],
  ['gt', (value, wanted) => value > wanted],
  ['gte', (value, wanted) => value >= wanted],
  ['lt', (value, wanted) => value < wanted],
  ['lte', (value, wanted) => value <= wanted],
]);

/** Of texts only. */
const SEARCHES = new Map<string, (value: string, wanted: string) => boolean>([
  ['prefix', (value, wanted) => value.startsWith(wanted)],
  ['match', (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase())],
]);

/**
 * Reads a query: `{"Field":"Size","Value":"10","Operation":"gt"}`, or several of them in `SubQueries` under `and`, `or` or
 * `not`, which holds when none of them does.
 * @throws OssError `meta-query-invalid`.
 */
export function readCondition(query: string): Condition {
  let parsed: unknown;
  try {
    parsed = JSON.parse(query);
  } catch {
    throw invalid(query, 'the query is not JSON');
  }
  return condition(parsed, query, 1);
}

function condition(node: unknown, query: string, depth: number): Condition {
  if (typeof node !== 'object' || node === null) throw invalid(query, 'a condition is not an object');
  const { Field, Value, Operation, SubQueries } = node as Readonly<Record<string, unknown>>;
  if (typeof Operation !== 'string') throw invalid(query, 'a condition has no Operation');
  if (SubQueries === undefined) return simple(Field, Value, Operation, query);
  if (!Array.isArray(SubQueries) || depth > MAX_DEPTH)
    throw invalid(query, 'SubQueries is no list, or nested too deep');
  const parts = SubQueries.map((one) => condition(one, query, depth + 1));
  if (Operation === 'and') return (object) => parts.every((part) => part(object));
  if (Operation === 'or') return (object) => parts.some((part) => part(object));
  if (Operation === 'not') return (object) => !parts.some((part) => part(object));
  throw invalid(query, `${Operation} joins no conditions`);
}

function simple(name: unknown, sent: unknown, operation: string, query: string): Condition {
  const field = typeof name === 'string' ? fieldOf(name) : undefined;
  if (field === undefined) throw invalid(query, `there is no field ${String(name)}`);
  if (typeof sent !== 'string' && typeof sent !== 'number') throw invalid(query, 'a condition has no Value');
  const wanted =
    field.kind === 'number' ? Number(sent) : field.kind === 'date' ? Date.parse(`${sent}`) : unquoted(`${sent}`);
  if (Number.isNaN(wanted)) throw invalid(query, `${sent} is no ${field.kind}`);
  const compare = COMPARISONS.get(operation);
  if (compare !== undefined) {
    return (object) => {
      const value = field.of(object);
      return value !== undefined && compare(value, wanted);
    };
  }
  const search = field.kind === 'text' ? SEARCHES.get(operation) : undefined;
  if (search === undefined) throw invalid(query, `a ${field.kind} is not asked with ${operation}`);
  return (object) => {
    const value = field.of(object);
    return value !== undefined && search(`${value}`, `${wanted}`);
  };
}

/** ETags are shown in quotes and may be asked for so. */
function unquoted(value: string): string {
  return /^"[0-9A-F-]+"$/.test(value) ? value.slice(1, -1) : value;
}

function invalid(query: string, why: string) {
  return refuse('meta-query-invalid', argument('Query', query)).because({ why });
}
