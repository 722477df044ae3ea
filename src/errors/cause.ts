import type { XmlChildren } from '../xml/write.ts';

/** How sure we are of a row's bytes, strongest first (spec: README "Where two disagree"). */
export type Evidence = 'capture' | 'sdk-test' | 'manual' | 'doc' | 'inferred';

/** The service's output of a given time: today, the 2022 manual's, the 2019 manual's. */
export type WireProfile = 'current' | '2022' | '2019';

/**
 * One reason to refuse. The catalogue is keyed by cause, not by code: one code has many causes, each with its own EC.
 * `{Name}` in the message, and every name in `extras` and `headers`, is a detail that `refuse()` must be given.
 */
export interface CauseRow {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Elements between HostId and EC, in wire order. */
  readonly extras?: readonly string[];
  /** Response headers the refusal carries beside the usual ones, in wire order. */
  readonly headers?: readonly string[];
  readonly ec?: string;
  readonly evidence: Evidence;
  /** Where the rule is printed: a capture id, an EC page, a manual's chapter, an SDK test. */
  readonly source: string;
  /** Why the service refused, in plain words, for the person who got the error. */
  readonly reason: string;
  /** What that person does about it. */
  readonly remedy: string;
  /** What earlier profiles printed instead. */
  readonly earlier?: Partial<Record<'2022' | '2019', { readonly code?: string; readonly message?: string }>>;
}

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Names<Row, Field extends 'extras' | 'headers'> = Row extends { readonly [F in Field]: readonly (infer N)[] }
  ? N
  : never;

/** The details a row takes. An extra element or a header given as undefined is left out of the answer. */
export type DetailsOf<Row extends CauseRow> = { readonly [N in Placeholders<Row['message']>]: string } & {
  readonly [N in Names<Row, 'extras'> & string]: string | XmlChildren | undefined;
} & { readonly [N in Names<Row, 'headers'> & string]: string | undefined };
