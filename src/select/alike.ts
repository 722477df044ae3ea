import type { Compiled, StaticType } from './columns.ts';
import { cast, type Type, type Value } from './value.ts';

/** Makes two sides comparable: text becomes what stands beside it. @throws the result of `differ`. */
export function alike<Row>(
  left: Compiled<Row>,
  right: Compiled<Row>,
  differ: () => Error,
): readonly [(row: Row) => Value, (row: Row) => Value] {
  const { type: a } = left;
  const { type: b } = right;
  if (a === 'null' || b === 'null' || a === b) return [left.of, right.of];
  if (a === 'decimal' && right.exact !== undefined) return [left.of, () => right.exact];
  if (b === 'decimal' && left.exact !== undefined) return [() => left.exact, right.of];
  if (a === 'text') return [become(left, b), right.of];
  if (b === 'text') return [left.of, become(right, a)];
  if (a !== 'any' && b !== 'any' && kindOf(a) !== kindOf(b)) throw differ();
  return [left.of, right.of];
}

/** @param type never `text` and never `null`. */
function become<Row>({ of }: Compiled<Row>, type: StaticType): (row: Row) => Value {
  if (type === 'any') return of;
  return (row) => cast(of(row), type as Type);
}

/** Types that compare with each other. */
export function kindOf(type: StaticType): string {
  return type === 'int' || type === 'double' || type === 'decimal' ? 'number' : type;
}
