import { refuse } from '../errors/refuse.ts';
import type { Compiled, StaticType } from './columns.ts';
import type { Arithmetic } from './sql/syntax.ts';
import { cast, int64, isNumeric, MISMATCH, type Numeric, toDecimal, type Value } from './value.ts';

/**
 * Compiles an arithmetic operation. Columns of CSV objects are read as the number beside them, and as whole numbers when
 * nothing else is known; a whole number with a double is a double, anything with a decimal a decimal.
 * @throws OssError `select-sql-arithmetic-operand`.
 */
export function arithmetic<Row>(operator: Arithmetic, left: Compiled<Row>, right: Compiled<Row>): Compiled<Row> {
  for (const { type } of [left, right]) {
    if (!isNumber(type)) throw refuse('select-sql-arithmetic-operand', { Operator: operator });
  }
  const type = resultType(left.type, right.type);
  const a = numberOf(left, type);
  const b = numberOf(right, type);
  return {
    type,
    of(row) {
      const x = a(row);
      const y = b(row);
      if (x == null || y == null) return null;
      if (!isNumeric(x) || !isNumeric(y)) throw MISMATCH;
      return calculate(operator, x, y);
    },
  };
}

function isNumber(type: StaticType): boolean {
  return type !== 'string' && type !== 'bool' && type !== 'timestamp';
}

function resultType(a: StaticType, b: StaticType): StaticType {
  for (const type of ['any', 'decimal', 'double'] as const) if (a === type || b === type) return type;
  return 'int';
}

/** The operand as a number. A column of text beside a JSON value cannot be: an object is one or the other. */
function numberOf<Row>({ type, of }: Compiled<Row>, result: StaticType): (row: Row) => Value {
  if (type !== 'text') return of;
  const wanted = result === 'double' || result === 'decimal' ? result : 'int';
  return (row) => cast(of(row), wanted);
}

/** @returns null for a division by zero. @throws MISMATCH when a whole number leaves its 64 bits. */
function calculate(operator: Arithmetic, x: Numeric, y: Numeric): Value {
  if (typeof x === 'bigint' && typeof y === 'bigint') return ofInts(operator, x, y);
  if (typeof x === 'object' || typeof y === 'object') return ofDecimals(operator, x, y);
  return ofDoubles(operator, Number(x), Number(y));
}

function ofInts(operator: Arithmetic, x: bigint, y: bigint): bigint | null {
  switch (operator) {
    case '+':
      return int64(x + y);
    case '-':
      return int64(x - y);
    case '*':
      return int64(x * y);
    case '/':
      return y === 0n ? null : int64(x / y);
    case '%':
      return y === 0n ? null : x % y;
  }
}

function ofDoubles(operator: Arithmetic, x: number, y: number): number | null {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return y === 0 ? null : x / y;
    case '%':
      return y === 0 ? null : x % y;
  }
}

function ofDecimals(operator: Arithmetic, x: Numeric, y: Numeric): Value {
  const a = toDecimal(x);
  const b = toDecimal(y);
  switch (operator) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '*':
      return a.times(b);
    case '/':
      return a.dividedBy(b) ?? null;
    case '%':
      return a.remainder(b) ?? null;
  }
}
