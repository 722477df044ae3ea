import { expect, it } from 'vitest';
import { TokenBucket } from '../../src/runtime/index.ts';

it('holds what a second brings, and grows with time', () => {
  const tokens = new TokenBucket(10, 0);
  tokens.take(0, 10);
  expect(tokens.wait(0)).toBe(100);
  expect(tokens.wait(99)).toBe(1);
  expect(tokens.wait(100)).toBe(0);
  expect(tokens.wait(60_000)).toBe(0);
  tokens.take(60_000, 11);
  expect(tokens.wait(60_000)).toBe(200);
});

it('can be overdrawn and is paid back by time', () => {
  const tokens = new TokenBucket(1000, 0);
  tokens.take(0, 5000);
  expect(tokens.wait(0)).toBe(4001);
  expect(tokens.wait(4001)).toBe(0);
});

it('of a rate below one still gives one now and then', () => {
  const tokens = new TokenBucket(0.5, 0);
  expect(tokens.wait(0)).toBe(0);
  tokens.take(0, 1);
  expect(tokens.wait(0)).toBe(2000);
});

it('of nothing never has any', () => {
  expect(new TokenBucket(0, 0).wait(1e9)).toBe(Number.POSITIVE_INFINITY);
});

it('neither gains nor loses by a clock that is set back', () => {
  const tokens = new TokenBucket(1, 10_000);
  tokens.take(10_000, 1);
  expect(tokens.wait(0)).toBe(1000);
  expect(tokens.wait(1000)).toBe(0);
});
