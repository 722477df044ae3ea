/** The only source of time. All instants are milliseconds since the Unix epoch. */
export interface Clock {
  now(): number;
}

/** How a clock begins: the machine's time, an instant at which it stands still, or the machine's time plus milliseconds. */
export type ClockStart = number | { readonly offset: number } | undefined;

export interface ClockState {
  readonly now: number;
  /** `real` is the machine's, `offset` runs beside it, `frozen` stands still. */
  readonly mode: 'real' | 'offset' | 'frozen';
  /** Milliseconds before the machine's clock, negative behind it; 0 when real. */
  readonly offset: number;
  /** Milliseconds until each thing that waits, the earliest first; at most 100. */
  readonly waiting: readonly number[];
}

/**
 * A clock that can be moved. Moving it forward moves all that waits: what is due on the way happens at once and in order,
 * each at its own instant. The promises fulfil when that is done, jobs included; what is not a job has happened before the
 * call returns, unless another move is still under way. Moves to before 1970 or behind 9999 reject with a RangeError.
 */
export interface ServerClock extends Clock {
  state(): ClockState;
  /** Goes to an instant; a clock that runs goes on running from there. */
  set(at: number): Promise<void>;
  /** @throws RangeError for what is not a number of milliseconds from 0 on. */
  advance(ms: number): Promise<void>;
  /** Stands still, here or at an instant. */
  freeze(at?: number): Promise<void>;
  /** Runs beside the machine's clock at this distance; 0 is the machine's time itself. */
  offset(ms: number): Promise<void>;
  /** Back to the machine's time. */
  release(): Promise<void>;
}
