import { describe, expect, it } from 'vitest';
import { glob } from '../../src/policy/glob.ts';

/** Pattern, texts that fit, texts that do not. */
const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', [''], ['a']],
  ['*', ['', 'a', 'a/b:c'], []],
  ['**', ['', 'abc'], []],
  ['a', ['a'], ['', 'aa', 'A']],
  ['a*', ['a', 'ab'], ['', 'ba']],
  ['*a', ['a', 'ba'], ['ab', '']],
  ['a*a', ['aa', 'aba'], ['a', 'ab']],
  ['a*b*c', ['abc', 'aXbYc', 'abbc'], ['acb', 'ab', 'bc']],
  ['*ab*ba*', ['abba', 'xabxbax'], ['aba', 'ba ab']],
  ['?', ['a', '照', '😀'], ['', 'ab', '😀😀']],
  ['??', ['ab', '😀a', '😀😀'], ['a', 'abc', '😀']],
  ['*?', ['a', 'ab', '😀'], ['']],
  ['?*', ['a', '😀b'], ['']],
  ['a?c*', ['abc', 'a😀cd'], ['ac', 'abd']],
  ['*a?', ['xab', 'a😀'], ['xa', 'b']],
  ['*?x?*', ['axb', '😀x😀', 'aaxbb'], ['xb', 'ax', 'x']],
  ['a*?b', ['aXb', 'aXYb'], ['ab', 'aX']],
];

describe('wildcards', () => {
  it.each(TABLE)('%j', (pattern, fitting, others) => {
    const fits = glob(pattern);
    expect(fitting.filter((text) => !fits(text))).toEqual([]);
    expect(others.filter((text) => fits(text))).toEqual([]);
  });

  it('never try again what they have matched: a pattern that backtracking would not finish in a lifetime', () => {
    const text = 'a'.repeat(1000);
    expect(glob(`${'a?*'.repeat(300)}c`)(text)).toBe(false);
    expect(glob(`${'*a'.repeat(300)}*`)(text)).toBe(true);
  });
});
