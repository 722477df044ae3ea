import { expect, test } from 'vitest';
import { readAggregation } from '../../../src/operations/bucket/meta-query/aggregation.ts';
import { readCondition } from '../../../src/operations/bucket/meta-query/condition.ts';

const INVALID = expect.objectContaining({ cause: 'meta-query-invalid' });

/** Names that every JavaScript object has something under. */
const INHERITED = ['constructor', 'toString', '__proto__'];

test.each(INHERITED)('%s compares nothing and searches nothing', (Operation) => {
  expect(() => readCondition(JSON.stringify({ Field: 'Size', Value: '1', Operation }))).toThrow(INVALID);
  expect(() => readCondition(JSON.stringify({ Field: 'Filename', Value: 'a', Operation }))).toThrow(INVALID);
});

test.each(INHERITED)('%s calculates nothing', (operation) => {
  const leaf = (name: string, text: string) => ({ name, text, children: [] });
  const children = [leaf('Field', 'Size'), leaf('Operation', operation)];
  expect(() => readAggregation({ name: 'Aggregation', text: '', children })).toThrow(INVALID);
});
