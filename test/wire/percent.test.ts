import { describe, expect, it } from 'vitest';
import { bytesFromUtf8, decodePercent, encodePercent, utf8FromBytes } from '../../src/wire/percent.ts';

describe('percent-encoding', () => {
  it('decodes to bytes and leaves a plus alone', () => {
    expect(decodePercent('a%2Fb+c%E4%B8%AD')).toBe('a/b+c\xe4\xb8\xad');
  });

  it.each(['%', '%2', '%zz', 'a%2', '%-1'])('does not decode %j', (text) => {
    expect(decodePercent(text)).toBeUndefined();
  });

  it('encodes all but the unreserved characters, slash included unless kept', () => {
    expect(encodePercent("a b+c/d~e*'中")).toBe('a%20b%2Bc%2Fd~e%2A%27%E4%B8%AD');
    expect(encodePercent('a/b c', true)).toBe('a/b%20c');
  });

  it('gives back any text it encoded', () => {
    const text = `${Array.from({ length: 0x300 }, (_, i) => String.fromCharCode(i)).join('')}😀\uFFFD`;
    expect(utf8FromBytes(decodePercent(encodePercent(text)) as string)).toBe(text);
  });

  it.each(['\xff', '\xc0\x80', '\xed\xa0\x80', '\xe4\xb8'])('does not take the bytes %j for UTF-8', (bytes) => {
    expect(utf8FromBytes(bytes)).toBeUndefined();
  });

  it('keeps a byte order mark', () => {
    expect(utf8FromBytes(bytesFromUtf8('\uFEFFa'))).toBe('\uFEFFa');
  });
});
