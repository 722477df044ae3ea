import { catalogue } from './catalogue/index.ts';
import type { CauseRow, DetailsOf } from './cause.ts';
import { OssError } from './oss-error.ts';

/** The key of a row of the catalogue. */
export type Cause = keyof typeof catalogue;

export type Details<C extends Cause> = DetailsOf<(typeof catalogue)[C]>;

/**
 * Makes the refusal of a cause; the caller throws it.
 * @param details the values of the row's placeholders, extra elements and headers; the types know which.
 */
export function refuse<C extends Cause>(
  cause: C,
  ...[details]: keyof Details<C> extends never ? [] : [Details<C>]
): OssError {
  const row: CauseRow = catalogue[cause];
  return new OssError(cause, row, details ?? {});
}

/** The row of a cause known by name only. */
export function rowOf(cause: string): CauseRow | undefined {
  return (catalogue as Readonly<Record<string, CauseRow>>)[cause];
}
