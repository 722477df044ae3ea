import { describe, expect, it } from 'vitest';
import { OssError } from '../../../src/errors/oss-error.ts';
import { copySourceRange, requestedRanges } from '../../../src/operations/range.ts';
import { Headers } from '../../../src/wire/headers.ts';

const SIZE = 1000;

function asked(range: string, standard: boolean, size = SIZE, multi = false): string {
  const headers = ['Range', range];
  if (standard) headers.push('x-oss-range-behavior', 'standard');
  if (multi) headers.push('x-oss-multi-range-behavior', 'multi-range');
  try {
    const ranges = requestedRanges(new Headers(headers), size);
    return ranges === undefined ? 'whole' : ranges.map(({ first, last }) => `${first}-${last}`).join(',');
  } catch (error) {
    return error instanceof OssError ? `${error.row.status} ${error.row.code}` : String(error);
  }
}

describe('the Range table (operations.md §6.3)', () => {
  it.each([
    ['bytes=0-0', '0-0', '0-0'],
    ['bytes=10-19', '10-19', '10-19'],
    ['bytes=0-999', '0-999', '0-999'],
    ['bytes=500-', '500-999', '500-999'],
    ['bytes=999-', '999-999', '999-999'],
    ['bytes=-1', '999-999', '999-999'],
    ['bytes=-1000', '0-999', '0-999'],
    ['bytes=-0', '416 InvalidRange', '416 InvalidRange'],
    ['bytes=0-1000', 'whole', '0-999'],
    ['bytes=900-99999', 'whole', '900-999'],
    ['bytes=1000-', 'whole', '416 InvalidRange'],
    ['bytes=1000-1001', 'whole', '416 InvalidRange'],
    ['bytes=-1001', 'whole', '0-999'],
    ['bytes=20-10', 'whole', 'whole'],
    ['bytes=', 'whole', 'whole'],
    ['bytes=-', 'whole', 'whole'],
    ['bytes=a-b', 'whole', 'whole'],
    ['bytes=1-2,x', 'whole', 'whole'],
    ['items=0-9', 'whole', 'whole'],
    ['0-9', 'whole', 'whole'],
    ['bytes=0-9,20-29', '0-9', '0-9'],
    ['bytes=5000-,0-9', 'whole', '416 InvalidRange'],
    ['bytes=00000000000000000000000001-2', '1-2', '1-2'],
  ])('%s gives %s, and %s with the standard behaviour', (range, plain, standard) => {
    expect([asked(range, false), asked(range, true)]).toEqual([plain, standard]);
  });

  it.each([
    ['bytes=0-', 'whole', '416 InvalidRange'],
    ['bytes=-5', 'whole', '416 InvalidRange'],
    ['bytes=-0', '416 InvalidRange', '416 InvalidRange'],
  ])('%s of an empty object gives %s, and %s with the standard behaviour', (range, plain, standard) => {
    expect([asked(range, false, 0), asked(range, true, 0)]).toEqual([plain, standard]);
  });

  it('gives several ranges only to who opts in', () => {
    expect(asked('bytes=0-9,20-29,-5', false, SIZE, true)).toBe('0-9,20-29,995-999');
    expect(asked('bytes=0-9', false, SIZE, true)).toBe('0-9');
  });

  it('sends the whole object when one of several ranges lies outside, and clips or drops it in standard behaviour', () => {
    expect(asked('bytes=0-9,2000-', false, SIZE, true)).toBe('whole');
    expect(asked('bytes=0-9,2000-,990-2000', true, SIZE, true)).toBe('0-9,990-999');
    expect(asked('bytes=2000-,3000-', true, SIZE, true)).toBe('416 InvalidRange');
  });

  it('takes 50 ranges and refuses 51', () => {
    const ranges = (count: number) => `bytes=${Array.from({ length: count }, (_, i) => `${i}-${i}`).join(',')}`;
    expect(asked(ranges(50), false, SIZE, true).split(',')).toHaveLength(50);
    expect(asked(ranges(51), false, SIZE, true)).toBe('400 MultiRangeFailed');
  });
});

describe('the range of a copy source', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=10-', { first: 10, last: 999 }],
    ['bytes=-10', { first: 990, last: 999 }],
    ['bytes=0-1000', undefined],
    ['bytes=-0', undefined],
    ['bytes=0-9,20-29', undefined],
    ['junk', undefined],
  ])('%s gives %j', (header, range) => {
    expect(copySourceRange(header, SIZE)).toEqual(range);
  });
});
