import { describe, expect, it } from 'vitest';
import { makeRuntime } from '../../src/runtime/index.ts';

const AT = Date.UTC(2019, 2, 30, 13, 18, 53);

describe('ids', () => {
  it('begin a request id with the Unix seconds of its request', () => {
    expect(makeRuntime().ids.request(AT)).toMatch(/^5C9F6CBD[0-9A-F]{16}$/);
  });

  it('have two ASCII digits at places 15 to 18 of a request id, as since autumn 2019', () => {
    for (let i = 0; i < 100; i++) expect(makeRuntime().ids.request(AT)).toMatch(/^.{14}3\d3\d.{6}$/);
  });

  it('end an appendable ETag with the creation second, little-endian', () => {
    const etag = makeRuntime().ids.appendableETag(AT);
    expect(Buffer.from(etag, 'hex').readBigUInt64LE(8)).toBe(BigInt(AT / 1000));
  });

  it('are the same for the same seed and differ for another', () => {
    const draw = (seed: number) => Array.from({ length: 50 }, (_, i) => makeRuntime({ seed }).ids.request(AT + i));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('do not repeat', () => {
    const { ids } = makeRuntime();
    expect(new Set(Array.from({ length: 10_000 }, () => ids.upload())).size).toBe(10_000);
  });
});

describe('the clock', () => {
  it('stands still when frozen', () => {
    const { clock } = makeRuntime({ clock: AT });
    expect([clock.now(), clock.now()]).toEqual([AT, AT]);
  });
});
