import type { Decimal } from '../decimal.ts';
import type { Type, Value } from '../value.ts';

/** One step of a path: a key, the index of an array's element, or any child. */
export type Step = string | number | typeof ANY;

/** `[*]` */
export const ANY = Symbol('any child');

export interface Statement {
  readonly items: '*' | readonly Item[];
  /** What stands behind OSSOBJECT; empty for CSV objects. */
  readonly from: readonly Step[];
  readonly where: Expression | undefined;
  readonly limit: number | undefined;
}

export type Item = ColumnItem | AggregateItem;

interface ColumnItem {
  readonly kind: 'column';
  /** A column, or a column cast. */
  readonly operand: Expression;
  /** The column's path. */
  readonly path: readonly Step[];
  readonly alias: string | undefined;
}

export interface AggregateItem {
  readonly kind: 'aggregate';
  readonly name: 'AVG' | 'COUNT' | 'MAX' | 'MIN' | 'SUM';
  /** Undefined in COUNT(*). */
  readonly operand: Expression | undefined;
  readonly alias: string | undefined;
}

export type Expression =
  | {
      readonly kind: 'literal';
      readonly value: Value;
      readonly type: Type | 'null';
      /** The number as it is written, to the last digit, when `value` is the double next to it. */
      readonly exact?: Decimal | undefined;
    }
  | { readonly kind: 'column'; readonly path: readonly Step[] }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: Type; readonly format: string | undefined }
  | {
      readonly kind: 'arithmetic';
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'concat'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escapedBy: string | undefined;
    }
  | { readonly kind: 'between'; readonly operand: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'in'; readonly operand: Expression; readonly values: readonly Expression[] }
  | { readonly kind: 'is-null'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression };

export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** How a path is written, for messages. */
export function pathText(path: readonly Step[]): string {
  return path
    .map((step, i) => (step === ANY ? '[*]' : typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}
