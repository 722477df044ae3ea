import { Decimal } from '../decimal.ts';
import type { Output } from '../query.ts';
import type { Item } from '../sql/syntax.ts';
import { Timestamp } from '../timestamp.ts';
import type { JsonValue, Value } from '../value.ts';

/**
 * Prints one JSON object for each row. Keys are aliases, the last keys of paths, or `_1` and so on by the column's place
 * (SelectObject page, "Data error handling"); a key that the row does not have is left out.
 */
export class JsonOutput implements Output<JsonValue> {
  private readonly delimiter: string;
  private readonly keys: readonly string[];

  constructor(items: '*' | readonly Item[], delimiter: string) {
    this.delimiter = delimiter;
    this.keys = items === '*' ? [] : items.map((item, i) => JSON.stringify(keyOf(item, i + 1)));
  }

  whole(node: JsonValue): string {
    return `${node instanceof Map ? print(node) : `{"_1":${print(node)}}`}${this.delimiter}`;
  }

  selected(values: readonly Value[]): string {
    const members = values.flatMap((value, i) => (value === undefined ? [] : `${this.keys[i]}:${print(value)}`));
    return `{${members.join(',')}}${this.delimiter}`;
  }
}

function keyOf(item: Item, place: number): string {
  if (item.alias !== undefined) return item.alias;
  const last = item.kind === 'column' ? item.path.at(-1) : undefined;
  return typeof last === 'string' ? last : `_${place}`;
}

function print(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${print(member)}`).join(',')}}`;
  }
  if (typeof value === 'bigint' || value instanceof Decimal) return String(value);
  if (value instanceof Timestamp) return JSON.stringify(String(value));
  return JSON.stringify(value ?? null);
}
