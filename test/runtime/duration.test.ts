import { describe, expect, it } from 'vitest';
import { readDuration } from '../../src/runtime/index.ts';

describe('a span of time', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5s', 1500],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
  ])('%s is %d ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', '5', 's', '5 s', '-5s', '1..5s', '5x', 'PT5S'])('%j is none', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});
