import { describe, expect, it } from 'vitest';
import { readDistance, readDuration, readInstant } from '../../src/runtime/index.ts';

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

describe('a distance', () => {
  it.each([
    ['+2h', 7_200_000],
    ['-15m', -900_000],
  ])('%s is %d ms', (text, ms) => {
    expect(readDistance(text)).toBe(ms);
  });

  it.each(['2h', '+', '-', '+-2h', '+2'])('%j is none', (text) => {
    expect(readDistance(text)).toBeUndefined();
  });
});

describe('an instant', () => {
  it.each([
    ['2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
    ['2026-01-31T20:00:00+08:00', Date.UTC(2026, 0, 31, 12)],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
  ])('%s is read', (text, at) => {
    expect(readInstant(text)).toBe(at);
  });

  it.each(['noon', '', '2026', '2026-13-01', '31 Jan 2026'])('%j is none', (text) => {
    expect(readInstant(text)).toBeUndefined();
  });
});
