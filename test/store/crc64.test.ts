import { createCRC64 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import { Crc64, crc64, crc64Combine } from '../../src/store/crc64.ts';

const random = seededRandom(64);
const upTo = (limit: number) => random.bytes(4).readUInt32LE() % limit;

describe('crc64', () => {
  it.each([
    ['', 0n],
    ['123456789', 11051210869376104954n],
    ['hello', 11177612005948864433n],
    ['abc', 3231342946509354535n],
  ])('gives the published value for %j', (text, value) => {
    expect(crc64(Buffer.from(text))).toBe(value);
  });

  it('agrees with hash-wasm on every length around its own block sizes', async () => {
    const oracle = await createCRC64();
    const bytes = random.bytes(3000);
    for (let length = 0; length <= bytes.length; length++) {
      const part = bytes.subarray(0, length);
      const expected = BigInt(`0x${oracle.init().update(part).digest()}`);
      if (crc64(part) !== expected) expect({ length, crc: crc64(part) }).toEqual({ length, crc: expected });
    }
  });

  it('agrees with hash-wasm however the bytes are split and aligned', async () => {
    const oracle = await createCRC64();
    for (let round = 0; round < 60; round++) {
      const bytes = random.bytes(upTo(200_000) + 8).subarray(upTo(8));
      const crc = new Crc64();
      for (let from = 0; from < bytes.length; ) {
        const piece = bytes.subarray(from, from + upTo(round % 2 === 0 ? 100_000 : 700) + 1);
        crc.update(piece);
        from += piece.length;
      }
      expect(crc.value()).toBe(BigInt(`0x${oracle.init().update(bytes).digest()}`));
    }
  });

  it('combines the values of two parts into the value of the whole', () => {
    for (let round = 0; round < 200; round++) {
      const whole = random.bytes(upTo(5000));
      const cut = upTo(whole.length + 1);
      const [a, b] = [whole.subarray(0, cut), whole.subarray(cut)];
      expect(crc64Combine(crc64(a), crc64(b), b.length)).toBe(crc64(whole));
    }
  });

  it('combines across lengths above 32 bits', () => {
    const zeros = 5 * 2 ** 30;
    const doubled = (bytes: number): bigint => {
      if (bytes === 1) return crc64(Buffer.alloc(1));
      const half = doubled(bytes / 2);
      return crc64Combine(half, half, bytes / 2);
    };
    const four = doubled(2 ** 32);
    const one = doubled(2 ** 30);
    expect(crc64Combine(four, one, 2 ** 30)).toBe(crc64Combine(one, four, 2 ** 32));
    expect(crc64Combine(crc64(Buffer.from('a')), crc64Combine(four, one, 2 ** 30), zeros)).toBe(
      crc64Combine(crc64Combine(crc64(Buffer.from('a')), four, 2 ** 32), one, 2 ** 30),
    );
  });
});
