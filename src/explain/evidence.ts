/** A request as far as a dump shows it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent, or a whole URL. */
  readonly target: string;
  readonly host: string | undefined;
  /** Name, value, name, value … as sent. */
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** One error as somebody saw it. What is undefined was not shown, which does not mean that it was not there. */
export interface Evidence {
  /** What it was found in: `error document`, `ali-oss`, `oss2`, `curl` … */
  readonly form: string;
  /** Where it begins in the input, in lines from 1. */
  readonly line: number;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  /** The beginning of a message that was cut off. */
  readonly messageBegins?: string | undefined;
  readonly ec?: string | undefined;
  readonly requestId?: string | undefined;
  /** Every element of the error document in its order; undefined where no document was shown. */
  readonly elements?: readonly Element[] | undefined;
  /** Of the answer; undefined where they were not shown. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly request?: SeenRequest | undefined;
  /** Text of a failure without an answer of the service. */
  readonly network?: string | undefined;
}

/** An element of an error document; the text of a nested one is its own elements, as text. */
export type Element = readonly [name: string, text: string];

/** What a reader found in a text: where, and what it says. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly found: Omit<Evidence, 'line'>;
}

/** The text of the first element of a name, whatever stands around it. */
export function element(evidence: Evidence, name: string): string | undefined {
  return evidence.elements?.find(([known]) => known === name)?.[1];
}
