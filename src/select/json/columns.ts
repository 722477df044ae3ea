import type { Columns } from '../columns.ts';
import type { Step } from '../sql/syntax.ts';
import type { JsonValue, Value } from '../value.ts';

/** What a JSON node offers to a query: whatever a path leads to. Keys are matched with case. */
export const jsonColumns: Columns<JsonValue> = {
  type: 'any',
  column(path) {
    return (node) => reach(node, path);
  },
};

function reach(node: JsonValue, path: readonly Step[]): Value {
  let value: JsonValue | undefined = node;
  for (const step of path) {
    if (typeof step === 'string' && value instanceof Map) value = value.get(step);
    else if (typeof step === 'number' && Array.isArray(value)) value = value[step];
    else return undefined;
  }
  return value;
}
