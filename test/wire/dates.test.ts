import { describe, expect, it } from 'vitest';
import { httpDate, isoBasicDate, parseHttpDate, parseIsoBasicDate, xmlDate } from '../../src/wire/dates.ts';

const AT = Date.UTC(2005, 10, 17, 18, 49, 58, 123);

describe('dates', () => {
  it('are written as the service writes them', () => {
    expect(httpDate(AT)).toBe('Thu, 17 Nov 2005 18:49:58 GMT');
    expect(xmlDate(AT)).toBe('2005-11-17T18:49:58.000Z');
    expect(isoBasicDate(AT)).toBe('20051117T184958Z');
  });

  it('are read back to the second', () => {
    const second = Date.UTC(2005, 10, 17, 18, 49, 58);
    expect(parseHttpDate('Thu, 17 Nov 2005 18:49:58 GMT')).toBe(second);
    expect(parseIsoBasicDate('20051117T184958Z')).toBe(second);
  });

  it.each([
    'Thu, 17 Nov 2005 18:49:58',
    'Thu, 17 Nov 2005 18:49:58 CST',
    'Thu, 31 Feb 2005 18:49:58 GMT',
    'Thu, 17 Foo 2005 18:49:58 GMT',
    'Thu, 17 Nov 2005 25:49:58 GMT',
    '2005-11-17T18:49:58Z',
    '',
  ])('%j is not an HTTP date', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  it.each(['20051317T184958Z', '20051117T184958', '2005-11-17T18:49:58Z'])('%j is not a basic ISO date', (text) => {
    expect(parseIsoBasicDate(text)).toBeUndefined();
  });
});
