import { describe, expect, test } from 'vitest';
import { type JsonObject, readPolicyJson } from '../../src/forms/tokenizer.ts';
import { refusal } from './policies.ts';

const detail = (text: string) => refusal(() => readPolicyJson(text)).details.Detail;

describe('where a value or a name must start, any other character is an unknown char', () => {
  test.each([
    ['{expiration":"x"}', 'unknown char e'],
    ['{"a":"x",conditions":[]}', 'unknown char c'],
    ["{'a':1}", "unknown char '"],
    ['{“a”:1}', 'unknown char “'],
    ['[a]', 'unknown char a'],
    ['[\n  b]', 'unknown char b'],
    ['{"a":}', 'unknown char }'],
    ['[+1]', 'unknown char +'],
    ['[.5]', 'unknown char .'],
    ['[-x]', 'unknown char x'],
    ['[😀]', 'unknown char 😀'],
    ['\ufeff{}', 'unknown char \ufeff'],
    ['policy', 'unknown char p'],
    ['{} {}', 'unknown char {'],
    ['{}x', 'unknown char x'],
  ])('%s: %s', (text, expected) => {
    expect(detail(text)).toBe(expected);
  });

  test('a comma at the end is no reason for another ending', () => {
    expect(detail('[1,]')).toBe('unknown char ]');
    expect(detail('{"a":1,}')).toBe('unknown char }');
  });

  test('a misspelled literal is unknown from the letter where it departs', () => {
    expect(detail('[treu]')).toBe('unknown char e');
    expect(detail('[nil]')).toBe('unknown char i');
    expect(detail('[True]')).toBe('unknown char T');
  });
});

describe('between values the reader says what it expected', () => {
  test.each([
    ['["eq" "$key"]', ', or ] expected'],
    ['[["a"]', ', or ] expected'],
    ['["a"', ', or ] expected'],
    ['["a"}', ', or ] expected'],
    ['[01]', ', or ] expected'],
    ['[1.]', ', or ] expected'],
    ['{"a":1 "b":2}', ', or } expected'],
    ['{"a":1', ', or } expected'],
    ['{"a" 1}', ': expected'],
    ['{"a"', ': expected'],
    ['["a', '" expected'],
    ['["a\\"', '" expected'],
    ['', 'unexpected end'],
    ['   ', 'unexpected end'],
    ['[', 'unexpected end'],
    ['{"a":', 'unexpected end'],
    ['["\\', 'unexpected end'],
    ['[-', 'unexpected end'],
  ])('%s: %s', (text, expected) => {
    expect(detail(text)).toBe(expected);
  });
});

describe('the escapes of the manual', () => {
  test.each([
    ['\\/', '/'],
    ['\\\\', '\\'],
    ['\\"', '"'],
    ['\\$', '$'],
    ['\\b', '\b'],
    ['\\f', '\f'],
    ['\\n', '\n'],
    ['\\r', '\r'],
    ['\\t', '\t'],
    ['\\u4e2d\\u6587', '中文'],
    ['\\uD83D\\ude00', '😀'],
    ['\\$' + '{filename}', '$' + '{filename}'],
  ])('%s is accepted', (written, meant) => {
    expect(readPolicyJson(`["${written}"]`)).toEqual([meant]);
  });

  test.each([
    ['\\x', 'unknown char x'],
    ["\\'", "unknown char '"],
    ['\\u12g4', 'unknown char 1'],
    ['\\ud83d', 'unknown char \ufffd'],
    ['a\tb', 'unknown char \t'],
    ['a\nb', 'unknown char \n'],
  ])('%j is not', (written, expected) => {
    expect(detail(`["${written}"]`)).toBe(expected);
  });
});

test('values of every type are read, blanks around them do not count', () => {
  const text = ' {\r\n"a" : [ true,false , null ] ,\t"b":-0.5e+1, "c":{}, "d":[], "e":"中"} ';
  const { members } = readPolicyJson(text) as JsonObject;
  expect(members).toEqual([
    ['a', [true, false, null]],
    ['b', -5],
    ['c', { members: [] }],
    ['d', []],
    ['e', '中'],
  ]);
});

test('members of one name are all kept, in order, also those that objects have by birth', () => {
  const { members } = readPolicyJson('{"a":1,"a":2,"__proto__":3}') as JsonObject;
  expect(members).toEqual([
    ['a', 1],
    ['a', 2],
    ['__proto__', 3],
  ]);
});

test('a text that only nests is refused before the stack ends', () => {
  expect(detail('['.repeat(1_000_000))).toBe('nested too deep');
  expect(detail('{"a":'.repeat(100_000))).toBe('nested too deep');
  expect(readPolicyJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeInstanceOf(Array);
});

test('a policy as long as a field may be is read', () => {
  const value = 'x'.repeat(2_000_000);
  expect(readPolicyJson(`["${value}"]`)).toEqual([value]);
});

test('the refusal quotes where it happened, for the record', () => {
  expect(refusal(() => readPolicyJson('{"conditions":[["eq" "$key"]]}'))).toMatchObject({
    cause: 'policy-not-json',
    status: 400,
    code: 'InvalidPolicyDocument',
    ec: '0006-00000204',
    message: 'Invalid Policy: Invalid JSON: , or ] expected',
    facts: { at: 21, near: '"conditions":[["eq" "$key"]]}' },
  });
});
