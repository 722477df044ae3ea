import { describe, expect, it } from 'vitest';
import { Headers } from '../../src/wire/headers.ts';

describe('a header section', () => {
  const headers = new Headers(['X-Oss-Meta-A', ' 1 ', 'Host', 'h', 'x-oss-meta-a', '2', 'x-oss-b', '']);

  it('is matched without case, values trimmed', () => {
    expect(headers.get('host')).toBe('h');
  });

  it('joins repeated names with a comma', () => {
    expect(headers.get('x-oss-meta-a')).toBe('1,2');
  });

  it('keeps an empty value', () => {
    expect(headers.get('x-oss-b')).toBe('');
  });

  it('lists a prefix in the order first sent', () => {
    expect(headers.withPrefix('x-oss-')).toEqual([
      ['x-oss-meta-a', '1,2'],
      ['x-oss-b', ''],
    ]);
  });
});
