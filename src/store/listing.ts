import { fromColumn, groupOf, successor, toColumn } from './keys.ts';
import type { Row } from './sqlite.ts';

/** A range of rows to walk, in the order of their keys. `Place` says where in that order. */
export interface Walk<Place> {
  readonly prefix: string;
  readonly delimiter: string;
  readonly from: Place;
  readonly limit: number;
  /** The first key from a place on and below `stop`; cheaper than its row. */
  peek(from: Place, stop: string | Buffer): Row | undefined;
  /** Up to `limit` rows from a place on, with keys below `stop`, in order. */
  rows(from: Place, stop: string | Buffer, limit: number): Row[];
  /** The place of the first key at or above a column value. */
  at(column: string | Buffer): Place;
  /** The place behind a row. */
  behind(row: Row): Place;
}

/** One line of a listing: a row, or a common prefix in place of all rows below it. */
export type Entry = { readonly key: string; readonly row: Row } | { readonly prefix: string };

const FIRST_STEP = 4;

/**
 * Walks a range of rows, jumping over everything below a common prefix once it is named.
 * @returns up to `limit` entries and whether more follow.
 */
export function walk<Place>({ prefix, delimiter, from, limit, peek, rows, at, behind }: Walk<Place>): {
  entries: Entry[];
  more: boolean;
} {
  const stop = successor(toColumn(prefix));
  const entries: Entry[] = [];
  let place = from;
  // Rows behind a common prefix are read in vain, so few are read at first and more as long as they are of use.
  let step = delimiter === '' ? limit : FIRST_STEP;
  for (;;) {
    const next = peek(place, stop);
    if (next === undefined) return { entries, more: false };
    if (entries.length >= limit) return { entries, more: true };
    const group = groupOf(fromColumn(next.key as string), prefix, delimiter);
    if (group !== undefined) {
      entries.push({ prefix: group });
      place = at(successor(toColumn(group)));
      step = FIRST_STEP;
      continue;
    }
    for (const row of rows(place, stop, Math.min(step, limit - entries.length))) {
      const key = fromColumn(row.key as string);
      if (groupOf(key, prefix, delimiter) !== undefined) break;
      entries.push({ key, row });
      place = behind(row);
    }
    step *= 2;
  }
}

/** The smallest column value above `column`: no column holds a character below U+0001. */
export function above(column: string): string {
  return `${column}\x01`;
}

/**
 * Where a listing goes on behind `after`, which need not exist: behind the whole group when `after` is a common prefix of
 * this listing, otherwise behind the key, so that later members of its group are still named (operations.md §4.9).
 */
export function startBehind(after: string, prefix: string, delimiter: string): string | Buffer {
  if (after === '') return toColumn(prefix);
  const isGroup = after.startsWith(prefix) && groupOf(after, prefix, delimiter) === after;
  return atLeast(isGroup ? successor(toColumn(after)) : above(toColumn(after)), toColumn(prefix));
}

/** The later of two columns, by the order of their UTF-8 bytes. A buffer is above every text. */
export function atLeast(column: string | Buffer, least: string): string | Buffer {
  if (typeof column !== 'string') return column;
  return Buffer.compare(Buffer.from(column), Buffer.from(least)) < 0 ? least : column;
}
