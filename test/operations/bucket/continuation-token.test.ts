import { expect, test } from 'vitest';
import { continuationToken, keyOfToken } from '../../../src/operations/bucket/continuation-token.ts';

test('the token of the documentation is the key bc', () => {
  expect(continuationToken('bc')).toBe('CgJiYw--');
  expect(keyOfToken('CgJiYw--')).toBe('bc');
});

test.each([
  '',
  'a',
  '\u0000',
  '目录/\u{1f600}',
  '\ufeffbom',
  'x'.repeat(127),
  'x'.repeat(128),
  'x'.repeat(1023),
  '???>>>~~~',
])('a key comes back from its token: %j', (key) => {
  const token = continuationToken(key);
  expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
  expect(keyOfToken(token)).toBe(key);
});

test.each(['', '2', 'err-token', 'CgJiYw==', 'CgJiY', 'CgFiYw--', 'CgL.', 'CgH-', 'CoEAYQ--', 'CgJiZw--x', '....'])(
  '%j was not made here',
  (token) => {
    expect(keyOfToken(token)).toBeUndefined();
  },
);
