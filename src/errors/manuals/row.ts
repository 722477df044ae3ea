import type { Cause } from '../refuse.ts';

/** 2019 is the English one, 2022 the Chinese one. The wire profile of that name prints its errors. */
export type Edition = '2019' | '2022';

/** An error as the manuals print it, and the causes that answer with it. */
export interface ManualRow {
  /** Stable: `<chapter>/<name>`. Scenarios name the rows that they show by it. */
  readonly id: string;
  /** Those that print it. */
  readonly editions: readonly Edition[];
  /** Chapter or table, and the row's number where it has one. */
  readonly place: string;
  /** Where the edition prints it. */
  readonly status?: number;
  readonly code: string;
  /** Absent in the code table of 2019, which describes instead. */
  readonly message?: string;
  /** What the row's example fills in. */
  readonly details?: Readonly<Record<string, string>>;
  readonly causes: readonly Cause[];
  /** What an edition prints instead of the service's text, by an accident of translation or typesetting. */
  readonly accident?: string;
}

export const BOTH = ['2019', '2022'] as const;
