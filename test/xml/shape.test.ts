import { expect, test } from 'vitest';
import { readXml, type XmlNode } from '../../src/xml/read.ts';
import { type Shape, shaped } from '../../src/xml/shape.ts';

const SHAPE: Shape = ['Root', ['First', ['Switch', 'boolean'], ['Inner', ['Item']]]];
const printed = (inside: string) => shaped(readXml(`<Root>${inside}</Root>`) as XmlNode, SHAPE);

test('elements come in the order of the shape, repeated ones in their own, unknown ones not at all', () => {
  const inside = '<Inner><Item>b</Item><Item>a</Item></Inner><Unknown>x</Unknown><First>1</First>';
  expect(printed(inside)).toEqual([
    'Root',
    [
      ['First', '1'],
      [
        'Inner',
        [
          ['Item', 'b'],
          ['Item', 'a'],
        ],
      ],
    ],
  ]);
});

test('white space around a text goes, and a boolean comes in lower case', () => {
  expect(printed('\n <First> 1 </First>\n <Switch>\nTrue </Switch>')).toEqual([
    'Root',
    [
      ['First', '1'],
      ['Switch', 'true'],
    ],
  ]);
});
