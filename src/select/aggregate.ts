import { refuse } from '../errors/refuse.ts';
import type { Compiled, StaticType } from './columns.ts';
import { Decimal } from './decimal.ts';
import type { AggregateItem } from './sql/syntax.ts';
import { compare, isNumeric, MISMATCH, type Numeric, toDecimal, type Value } from './value.ts';

/** An aggregate function at work. Values that are null are left out; of no values there is no result. */
export class Aggregate<Row> {
  private readonly name: AggregateItem['name'];
  private readonly operand: Compiled<Row> | undefined;
  private count = 0;
  private sum: Numeric = 0n;
  private best: Value = null;

  /** @throws OssError `select-sql-aggregate-type`, `select-sql-aggregate-timestamp`. */
  constructor(name: AggregateItem['name'], operand: Compiled<Row> | undefined) {
    if (operand !== undefined) checkType(name, operand.type);
    this.name = name;
    this.operand = operand;
  }

  /** What a row adds. Evaluated apart, so that a row that is skipped adds to no function. @throws MISMATCH. */
  valueOf(row: Row): Value {
    if (this.operand === undefined) return null;
    const value = this.operand.of(row);
    if (value == null || isNumeric(value) || this.operand.type === 'timestamp') return value;
    throw MISMATCH;
  }

  add(value: Value): void {
    if (this.operand === undefined) this.count++;
    if (value == null) return;
    this.count++;
    if (this.name === 'SUM' || this.name === 'AVG') this.sum = plus(this.sum, value as Numeric);
    else if (this.best == null) this.best = value;
    else {
      const order = compare(value, this.best);
      if (this.name === 'MIN' ? order < 0 : order > 0) this.best = value;
    }
  }

  result(): Value {
    if (this.name === 'COUNT') return BigInt(this.count);
    if (this.name === 'MIN' || this.name === 'MAX') return this.best;
    if (this.count === 0) return null;
    if (this.name === 'SUM') return this.sum;
    if (this.sum instanceof Decimal) return this.sum.dividedBy(new Decimal(BigInt(this.count), 0));
    return Number(this.sum) / this.count;
  }
}

function checkType(name: string, type: StaticType): void {
  const adds = name === 'SUM' || name === 'AVG';
  if (type === 'timestamp' && adds) throw refuse('select-sql-aggregate-timestamp', { Function: name });
  if (type === 'text' || type === 'string' || type === 'bool') {
    throw refuse('select-sql-aggregate-type', { Function: name });
  }
}

/** Sums of whole numbers may leave 64 bits. */
function plus(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b;
  if (a instanceof Decimal || b instanceof Decimal) return toDecimal(a).plus(toDecimal(b));
  return Number(a) + Number(b);
}
