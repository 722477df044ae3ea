/** The only source of time. All instants are milliseconds since the Unix epoch. */
export interface Clock {
  now(): number;
}

/** The machine's clock. */
export function systemClock(): Clock {
  return { now: () => Date.now() };
}

/** A clock that stands still, so that a run can be repeated byte for byte. */
export function frozenClock(at: number): Clock {
  return { now: () => at };
}
