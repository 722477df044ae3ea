import { refuse } from '../errors/refuse.ts';
import type { ByteRange } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';

/** Ranges one request may ask for (operations.md §6.3). */
const MAX_RANGES = 50;

/**
 * What the Range header of a GET asks for, by the service's own table (operations.md §6.3): without
 * `x-oss-range-behavior: standard` most bad ranges mean the whole object, and of several ranges only the first counts
 * unless `x-oss-multi-range-behavior: multi-range` is sent.
 * @param size bytes of the object.
 * @returns the ranges to send as 206, or undefined for the whole object.
 * @throws OssError `range-not-satisfiable`, `too-many-ranges`.
 */
export function requestedRanges(headers: Headers, size: number): readonly ByteRange[] | undefined {
  const header = headers.get('range');
  if (header === undefined) return undefined;
  const standard = headers.get('x-oss-range-behavior') === 'standard';
  const asked = parse(header);
  if (asked === undefined) return undefined;
  if (asked.length === 1 || headers.get('x-oss-multi-range-behavior') !== 'multi-range') {
    const range = resolve(asked[0] as Asked, size, standard);
    if (range === 'unsatisfiable') throw refuse('range-not-satisfiable').because({ range: header, size });
    return range && [range];
  }
  if (asked.length > MAX_RANGES) throw refuse('too-many-ranges').because({ ranges: asked.length });
  const ranges: ByteRange[] = [];
  for (const one of asked) {
    const range = resolve(one, size, standard);
    if (range === undefined) return undefined;
    if (range !== 'unsatisfiable') ranges.push(range);
  }
  if (ranges.length === 0) throw refuse('range-not-satisfiable').because({ range: header, size });
  return ranges;
}

/**
 * The range of a copy source: one range that lies inside the source, or the whole source for anything else
 * (operations.md §7.3).
 */
export function copySourceRange(header: string | undefined, size: number): ByteRange | undefined {
  const asked = header === undefined ? undefined : parse(header);
  if (asked?.length !== 1) return undefined;
  const range = resolve(asked[0] as Asked, size, false);
  return range === 'unsatisfiable' ? undefined : range;
}

/** Offsets as asked: `first` is missing in `-n`, `last` in `n-`. */
interface Asked {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** @returns undefined when the unit is not bytes or any range is junk. */
function parse(header: string): readonly Asked[] | undefined {
  if (!/^bytes=/i.test(header)) return undefined;
  const asked: Asked[] = [];
  for (const text of header.slice('bytes='.length).split(',')) {
    const m = /^\s*(\d*)-(\d*)\s*$/.exec(text);
    if (m === null || (m[1] === '' && m[2] === '')) return undefined;
    const first = m[1] === '' ? undefined : Number(m[1]);
    const last = m[2] === '' ? undefined : Number(m[2]);
    if (first !== undefined && last !== undefined && first > last) return undefined;
    asked.push({ first, last });
  }
  return asked;
}

/** @returns undefined for the whole object. */
function resolve({ first, last }: Asked, size: number, standard: boolean): ByteRange | 'unsatisfiable' | undefined {
  if (first === undefined) {
    const length = last as number;
    if (length === 0) return 'unsatisfiable';
    if (length <= size) return { first: size - length, last: size - 1 };
    if (!standard) return undefined;
    return size === 0 ? 'unsatisfiable' : { first: 0, last: size - 1 };
  }
  if (first >= size) return standard ? 'unsatisfiable' : undefined;
  if (last === undefined) return { first, last: size - 1 };
  if (last < size) return { first, last };
  return standard ? { first, last: size - 1 } : undefined;
}
