/** A wait that calls back once unless cancelled. It never keeps the process alive. */
export interface Timer {
  cancel(): void;
  /** Starts the wait again from now, unless it is over. */
  refresh(): void;
}

/** Calls `act` once the present turn of the event loop is over, unless cancelled. */
export function afterTurn(act: () => void): { cancel(): void } {
  const handle = setImmediate(act);
  return { cancel: () => clearImmediate(handle) };
}

/** Waiting; docs/decisions/clock.md says what a clock that stands still means to it. */
export interface Timers {
  /** Calls `act` after `ms` milliseconds, of real time or of a clock that is moved forward. */
  after(ms: number, act: () => void): Timer;
  /**
   * Calls `act` when the clock shows `instant` (milliseconds since the Unix epoch) or later: for jobs of the calendar. Who
   * moves the clock waits for the promise; a job that comes again asks for its next instant before it is fulfilled. It
   * deals with its own failures.
   */
  at(instant: number, act: () => Promise<void> | void): { cancel(): void };
  /** Milliseconds of waiting since some point in the past: real time and forward moves of the clock. Never goes back. */
  elapsed(): number;
}
