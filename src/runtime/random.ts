import { randomFillSync } from 'node:crypto';

/** The only source of chance. */
export interface Random {
  /** `length` random bytes. */
  bytes(length: number): Buffer;
}

const POOL_BYTES = 4096;

/** Unpredictable bytes, drawn from the system in pools because one call costs more than the bytes. */
export function systemRandom(): Random {
  const pool = Buffer.allocUnsafeSlow(POOL_BYTES);
  let used = POOL_BYTES;
  return {
    bytes(length) {
      if (length > POOL_BYTES) return randomFillSync(Buffer.allocUnsafe(length));
      if (used + length > POOL_BYTES) {
        randomFillSync(pool);
        used = 0;
      }
      const drawn = Buffer.from(pool.subarray(used, used + length));
      used += length;
      return drawn;
    },
  };
}

/** The same bytes for the same seed, on every machine (splitmix32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return {
    bytes(length) {
      const drawn = Buffer.alloc(length);
      for (let i = 0; i < length; i++) drawn[i] = next() & 0xff;
      return drawn;
    },
  };
}

/** A number from 0 up to 1 that only these two decide: the `ordinal`th draw of a seed, whatever is drawn beside it. */
export function chance(seed: number, ordinal: number): number {
  return (
    seededRandom(Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35) + ordinal)
      .bytes(4)
      .readUInt32BE() /
    2 ** 32
  );
}
