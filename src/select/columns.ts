import type { Decimal } from './decimal.ts';
import type { Step } from './sql/syntax.ts';
import type { Type, Value } from './value.ts';

/**
 * What is known of a value before a row is read: a type; `null`; `text` for columns of CSV objects, which become what
 * they are compared with; `any` for JSON, whose values bring their own type.
 */
export type StaticType = Type | 'null' | 'text' | 'any';

/** What a row of an object offers to a query. */
export interface Columns<Row> {
  readonly type: 'text' | 'any';
  /**
   * How to get a column from a row; it yields undefined when the row has no such column.
   * @throws OssError `select-sql-column-unknown` and its like.
   */
  column(path: readonly Step[]): (row: Row) => Value;
}

/** An expression ready to be evaluated. */
export interface Compiled<Row> {
  readonly type: StaticType;
  /** @throws MISMATCH when a value is not of the type that is wanted. */
  readonly of: (row: Row) => Value;
  /** The constant to the last digit, for what is compared with decimals. */
  readonly exact?: Decimal | undefined;
}
