import { describe, expect, it } from 'vitest';
import { Nonces } from '../../src/sts/nonces.ts';

describe('nonces', () => {
  it('are remembered for each key by itself', () => {
    const nonces = new Nonces(1000, 10);
    expect(nonces.use('a', 'b c', 0)).toBe(true);
    expect(nonces.use('a', 'b c', 999)).toBe(false);
    expect(nonces.use('a b', 'c', 999)).toBe(true);
    expect(nonces.use('b', 'b c', 999)).toBe(true);
  });

  it('are forgotten when their time is over', () => {
    const nonces = new Nonces(1000, 10);
    expect(nonces.use('a', 'n', 0)).toBe(true);
    expect(nonces.use('a', 'n', 1000)).toBe(true);
    expect(nonces.use('a', 'n', 1999)).toBe(false);
  });

  it('take no more memory than their bound: the oldest goes first', () => {
    const nonces = new Nonces(1000, 3);
    for (const nonce of ['1', '2', '3', '4']) expect(nonces.use('a', nonce, 0)).toBe(true);
    expect(nonces.use('a', '4', 0)).toBe(false);
    expect(nonces.use('a', '1', 0)).toBe(true);
  });
});
