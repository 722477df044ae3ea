import type { HeaderList, Headers } from '../wire/headers.ts';

/** The head of a request that may be the token service's. */
export interface StsHead {
  /** Upper case. */
  readonly method: string;
  /** As sent, with its port. */
  readonly host: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the `?`. */
  readonly query: string;
  readonly headers: Headers;
}

/** A request to the token service. */
export interface StsRequest extends StsHead {
  readonly body: Buffer;
  /** The caller's address, for `acs:SourceIp`. */
  readonly address: string | undefined;
  /** Whether it came over TLS, for `acs:SecureTransport`. */
  readonly secure: boolean;
}

/** What to answer, and what the record keeps. */
export interface StsAnswer {
  readonly requestId: string;
  readonly status: number;
  /** In wire order; Date, Connection and Server are the sender's. */
  readonly headers: HeaderList;
  readonly body: string;
  readonly outcome: StsOutcome;
}

/** For the record only. */
export interface StsOutcome {
  /** The action asked for, for example `AssumeRole`. */
  readonly action: string | undefined;
  readonly accessKeyId: string | undefined;
  /** The check that refused; undefined when nothing did. */
  readonly refusedBy: string | undefined;
  /** Key of the catalogue. */
  readonly cause: string | undefined;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  /** What went wrong inside, behind a 500. */
  readonly fault: unknown;
}
