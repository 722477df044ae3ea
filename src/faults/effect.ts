import type { PlannedError } from './errors.ts';

/** What happens to the body of a request once `after` bytes of it have come. */
export interface Reading {
  readonly act: 'stall' | 'reset' | 'close';
  readonly after: number;
}

/** What the client gets in the place of the answer. */
export type Instead =
  | { readonly kind: 'error'; readonly error: PlannedError; readonly after: number | undefined }
  | { readonly kind: 'status'; readonly status: number; readonly contentType: string; readonly body: string }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'lost'; readonly how: 'reset' | 'close' | 'silence' };

/** What happens to an answer on its way; `at` counts bytes of its body. */
export type Sending =
  | { readonly act: 'stall' | 'reset' | 'end' | 'corrupt'; readonly at: number }
  | { readonly act: 'header'; readonly name: string };

/** An effect in the order in which it is felt. Rates are bytes per second. */
export interface Effect {
  readonly uploadRate: number | undefined;
  readonly reading: Reading | undefined;
  readonly instead: Instead | undefined;
  /** Milliseconds. */
  readonly delay: number | undefined;
  readonly downloadRate: number | undefined;
  readonly sending: Sending | undefined;
  /** In plain words. */
  readonly words: string;
}
