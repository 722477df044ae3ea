import { refuse } from '../../../errors/refuse.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { texts } from '../../setting-values.ts';
import { type Field, fieldOf } from './fields.ts';

/** What is calculated from one field of all objects found. */
export interface Aggregation {
  readonly name: string;
  readonly operation: string;
  readonly field: Field;
}

/** Of numbers only, and only where there are any. */
const CALCULATIONS = new Map<string, (values: readonly number[]) => number>([
  ['min', (values) => values.reduce((a, b) => Math.min(a, b))],
  ['max', (values) => values.reduce((a, b) => Math.max(a, b))],
  ['sum', sum],
  ['average', (values) => sum(values) / values.length],
]);

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

const COUNTS = ['count', 'distinct', 'group'];

/** @throws OssError `meta-query-invalid`. */
export function readAggregation(node: XmlNode): Aggregation {
  const name = texts(node, 'Field')[0] ?? '';
  const operation = texts(node, 'Operation')[0] ?? '';
  const field = fieldOf(name);
  if (field === undefined) throw refuse('meta-query-invalid', argument('Field', name));
  const known = COUNTS.includes(operation) || (field.kind === 'number' && CALCULATIONS.has(operation));
  if (!known) throw refuse('meta-query-invalid', argument('Operation', operation));
  return { name, operation, field };
}

export function aggregationElement(
  { name, operation, field }: Aggregation,
  found: readonly ObjectRecord[],
): XmlElement {
  const values: (string | number)[] = [];
  for (const object of found) {
    const value = field.of(object);
    if (value !== undefined) values.push(value);
  }
  return ['Aggregation', [['Field', name], ['Operation', operation], result(operation, values)]];
}

function result(operation: string, values: readonly (string | number)[]): XmlElement {
  if (operation === 'count') return ['Value', values.length];
  if (operation === 'distinct') return ['Value', new Set(values).size];
  const calculate = CALCULATIONS.get(operation);
  if (calculate !== undefined) return ['Value', values.length === 0 ? 0 : calculate(values as number[])];
  const groups = new Map<string | number, number>();
  for (const value of values) groups.set(value, (groups.get(value) ?? 0) + 1);
  return ['Groups', [...groups].sort((a, b) => b[1] - a[1]).map(groupElement)];
}

function groupElement([value, count]: readonly [string | number, number]): XmlElement {
  return [
    'Group',
    [
      ['Value', value],
      ['Count', count],
    ],
  ];
}
