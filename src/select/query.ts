import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { Aggregate } from './aggregate.ts';
import type { Columns } from './columns.ts';
import { compile, isCondition, truth } from './compile.ts';
import type { Item, Statement } from './sql/syntax.ts';
import { MISMATCH, type Value } from './value.ts';

/** Bytes of one row of the output. */
const MAX_OUTPUT_ROW = 512 * 1024;

/** How rows are printed, each with its delimiter. */
export interface Output<Row> {
  whole(row: Row): string;
  /** @param row undefined for aggregates. */
  selected(values: readonly Value[], row: Row | undefined): string;
}

/** What happens to rows that do not fit the statement. */
interface Tolerance {
  /** Whether a row without a column that the statement names is skipped; otherwise the column is null. */
  readonly skipPartial: boolean;
  /** How many rows may be skipped. */
  readonly maxSkipped: number;
  readonly exceeded: (row: number) => OssError;
}

/** A statement at work on the rows of one object, one after the other. */
export class Query<Row> {
  /** Rows that were skipped. */
  skipped = 0;
  /** True when LIMIT is reached. */
  done = false;
  private readonly tolerance: Tolerance;
  private readonly output: Output<Row>;
  private readonly limit: number;
  private readonly where: ((row: Row) => Value) | undefined;
  private readonly values: readonly ((row: Row) => Value)[] | undefined;
  private readonly aggregates: readonly Aggregate<Row>[] | undefined;
  /** Every column that the statement names. */
  private readonly named: ((row: Row) => Value)[] = [];
  private taken = 0;

  /** @throws OssError of the family `select-sql-*`. */
  constructor(statement: Statement, columns: Columns<Row>, output: Output<Row>, tolerance: Tolerance) {
    const noting: Columns<Row> = {
      type: columns.type,
      column: (path) => {
        const of = columns.column(path);
        this.named.push(of);
        return of;
      },
    };
    this.tolerance = tolerance;
    this.output = output;
    this.limit = statement.limit ?? Number.POSITIVE_INFINITY;
    const { items } = statement;
    if (items !== '*' && items.some(({ kind }) => kind === 'aggregate')) {
      this.aggregates = items.map((item) => aggregate(item, noting));
    } else if (items !== '*') {
      this.values = items.map((item) => compile(item.operand as NonNullable<Item['operand']>, noting).of);
    }
    if (statement.where === undefined) return;
    const where = compile(statement.where, noting);
    if (!isCondition(where.type)) throw refuse('select-sql-syntax', { Near: 'WHERE' });
    this.where = where.of;
  }

  /**
   * Takes a row.
   * @param number counted from 0, for messages.
   * @returns what it adds to the output.
   * @throws OssError `select-output-too-large`, or the result of `exceeded`.
   */
  take(row: Row, number: number): string {
    try {
      if (this.tolerance.skipPartial && this.named.some((column) => column(row) === undefined))
        return this.skip(number);
      if (this.where !== undefined && truth(this.where(row)) !== true) return '';
      const text = this.select(row);
      if (++this.taken >= this.limit) this.done = true;
      return text;
    } catch (error) {
      if (error === MISMATCH) return this.skip(number);
      throw error;
    }
  }

  /** What stands at the end of the output: the results of aggregates. */
  finish(): string {
    if (this.aggregates === undefined) return '';
    return this.output.selected(
      this.aggregates.map((aggregate) => aggregate.result()),
      undefined,
    );
  }

  private select(row: Row): string {
    const { aggregates, values } = this;
    if (aggregates !== undefined) {
      const parts = aggregates.map((aggregate) => aggregate.valueOf(row));
      for (const [i, aggregate] of aggregates.entries()) aggregate.add(parts[i]);
      return '';
    }
    if (values === undefined) return this.output.whole(row);
    const text = this.output.selected(
      values.map((of) => of(row)),
      row,
    );
    if (text.length > MAX_OUTPUT_ROW) throw refuse('select-output-too-large');
    return text;
  }

  private skip(number: number): string {
    if (++this.skipped > this.tolerance.maxSkipped) throw this.tolerance.exceeded(number);
    return '';
  }
}

function aggregate<Row>(item: Item, columns: Columns<Row>): Aggregate<Row> {
  const { name, operand } = item as Extract<Item, { kind: 'aggregate' }>;
  return new Aggregate(name, operand && compile(operand, columns));
}
