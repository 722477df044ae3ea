/** A deadline that calls back once unless cancelled. It never keeps the process alive. */
export interface Timer {
  cancel(): void;
  /** Starts the wait again from now. */
  refresh(): void;
}

/** Calls `act` once the present turn of the event loop is over, unless cancelled. */
export function afterTurn(act: () => void): { cancel(): void } {
  const handle = setImmediate(act);
  return { cancel: () => clearImmediate(handle) };
}

export interface Timers {
  /** Calls `act` after `ms` milliseconds. */
  after(ms: number, act: () => void): Timer;
}

export function systemTimers(): Timers {
  return {
    after(ms, act) {
      const handle = setTimeout(act, ms);
      handle.unref();
      return { cancel: () => clearTimeout(handle), refresh: () => handle.refresh() };
    },
  };
}
