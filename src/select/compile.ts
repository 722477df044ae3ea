import { refuse } from '../errors/refuse.ts';
import { alike, kindOf } from './alike.ts';
import { arithmetic } from './arithmetic.ts';
import type { Columns, Compiled, StaticType } from './columns.ts';
import { likePattern } from './like.ts';
import type { Comparison, Expression } from './sql/syntax.ts';
import { cast, compare, MISMATCH, type Type, type Value } from './value.ts';

/**
 * Turns an expression into a function of a row, and checks the types that are known without one. Logic has three values:
 * null is neither true nor false, and a row is taken when the whole is true.
 * @throws OssError of the family `select-sql-*`.
 */
export function compile<Row>(expression: Expression, columns: Columns<Row>): Compiled<Row> {
  const inner = (part: Expression): Compiled<Row> => compile(part, columns);
  switch (expression.kind) {
    case 'literal': {
      const { value, type, exact } = expression;
      return { type, of: () => value, exact };
    }
    case 'column':
      return { type: columns.type, of: columns.column(expression.path) };
    case 'cast':
      return compileCast(expression, inner(expression.operand));
    case 'arithmetic':
      return arithmetic(expression.operator, inner(expression.left), inner(expression.right));
    case 'concat':
      return concat(expression, inner);
    case 'comparison':
      return comparison(expression.operator, inner(expression.left), inner(expression.right));
    case 'like':
      return like(expression, inner);
    case 'between':
      return between(inner(expression.operand), inner(expression.low), inner(expression.high));
    case 'in':
      return within(inner(expression.operand), expression.values.map(inner));
    case 'is-null':
      return isNull(expression.operand, inner);
    case 'and':
    case 'or':
      return junction(expression.kind, expression.operands.map(inner));
    case 'not':
      return negation(inner(expression.operand));
  }
}

type Inner<Row> = (part: Expression) => Compiled<Row>;
type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function compileCast<Row>({ operand, type, format }: Of<'cast'>, { of }: Compiled<Row>): Compiled<Row> {
  if (operand.kind !== 'literal') return { type, of: (row) => cast(of(row), type, format) };
  const value = constant(operand.value, type, format);
  return { type, of: () => value };
}

/** A constant that cannot be cast is a fault of the statement, not of a row. */
function constant(value: Value, type: Type, format: string | undefined): Value {
  try {
    return cast(value, type, format);
  } catch (error) {
    if (error === MISMATCH) throw refuse('select-sql-operand-types-differ', { Operator: 'CAST' });
    throw error;
  }
}

function concat<Row>({ left, right }: Of<'concat'>, inner: Inner<Row>): Compiled<Row> {
  if (left.kind === 'literal' && right.kind === 'literal') throw refuse('select-sql-concat-constants');
  const a = inner(left);
  const b = inner(right);
  return {
    type: 'string',
    of(row) {
      const x = a.of(row);
      const y = b.of(row);
      return x == null || y == null ? null : `${cast(x, 'string')}${cast(y, 'string')}`;
    },
  };
}

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function comparison<Row>(operator: Comparison, left: Compiled<Row>, right: Compiled<Row>): Compiled<Row> {
  const [a, b] = alike(left, right, () => refuse('select-sql-comparison-types', { Operator: operator }));
  const holds = HOLDS[operator];
  return condition((row) => {
    const x = a(row);
    const y = b(row);
    return x == null || y == null ? null : holds(compare(x, y));
  });
}

function between<Row>(operand: Compiled<Row>, low: Compiled<Row>, high: Compiled<Row>): Compiled<Row> {
  const differ = () => refuse('select-sql-operand-types-differ', { Operator: 'BETWEEN' });
  const [a, from] = alike(operand, low, differ);
  const [b, to] = alike(operand, high, differ);
  return condition((row) => {
    const x = a(row);
    const lowest = from(row);
    const atLeast = x == null || lowest == null ? null : compare(x, lowest) >= 0;
    if (atLeast === false) return false;
    const y = b(row);
    const highest = to(row);
    const atMost = y == null || highest == null ? null : compare(y, highest) <= 0;
    return atMost === false ? false : atLeast === null || atMost === null ? null : true;
  });
}

function within<Row>(operand: Compiled<Row>, values: readonly Compiled<Row>[]): Compiled<Row> {
  const kinds = new Set(values.flatMap(({ type }) => (type === 'null' ? [] : kindOf(type))));
  if (kinds.size > 1) throw refuse('select-sql-in-types-differ');
  const differ = () => refuse('select-sql-operand-types-differ', { Operator: 'IN' });
  const equals = values.map((value) => alike(operand, value, differ));
  return condition((row) => {
    let found: boolean | null = false;
    for (const [a, b] of equals) {
      const x = a(row);
      const y = b(row);
      if (x == null || y == null) found = null;
      else if (compare(x, y) === 0) return true;
    }
    return found;
  });
}

function like<Row>({ operand, pattern, escapedBy }: Of<'like'>, inner: Inner<Row>): Compiled<Row> {
  const { type, of } = inner(operand);
  const stringly = type === 'text' || type === 'any' || type === 'string';
  if (operand.kind === 'literal' || !stringly) throw refuse('select-sql-like-operand');
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string') throw refuse('select-sql-like-operand');
  const matches = likePattern(pattern.value, escapedBy);
  return condition((row) => {
    const text = of(row);
    if (text == null) return null;
    if (typeof text !== 'string') throw MISMATCH;
    return matches(text);
  });
}

function isNull<Row>(operand: Expression, inner: Inner<Row>): Compiled<Row> {
  if (operand.kind === 'literal') throw refuse('select-sql-is-null-operand');
  const { of } = inner(operand);
  return condition((row) => of(row) == null);
}

function junction<Row>(kind: 'and' | 'or', operands: readonly Compiled<Row>[]): Compiled<Row> {
  for (const { type } of operands) {
    if (!isCondition(type)) throw refuse(kind === 'and' ? 'select-sql-and-operand' : 'select-sql-or-operand');
  }
  const decides = kind === 'or';
  return condition((row) => {
    let result: boolean | null = !decides;
    for (const { of } of operands) {
      const value = truth(of(row));
      if (value === decides) return decides;
      if (value === null) result = null;
    }
    return result;
  });
}

function negation<Row>({ type, of }: Compiled<Row>): Compiled<Row> {
  if (!isCondition(type)) throw refuse('select-sql-not-operand');
  return condition((row) => {
    const value = truth(of(row));
    return value === null ? null : !value;
  });
}

function condition<Row>(of: (row: Row) => boolean | null): Compiled<Row> {
  return { type: 'bool', of };
}

/** Whether a value can be a condition. */
export function isCondition(type: StaticType): boolean {
  return type === 'bool' || type === 'null' || type === 'any';
}

/** @throws MISMATCH when the value is neither a truth nor null. */
export function truth(value: Value): boolean | null {
  if (value == null) return null;
  if (typeof value !== 'boolean') throw MISMATCH;
  return value;
}
