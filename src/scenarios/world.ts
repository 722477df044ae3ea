import type { Config } from '../config/config.ts';
import { type ClockStart, makeRuntime } from '../runtime/index.ts';
import type { Scenario } from './format.ts';
import type { World } from './request.ts';

/** Where the clock of a scenario stands still unless it says otherwise. */
const SCENARIO_CLOCK = '2026-11-20T10:04:08Z';

/**
 * Where the clock begins: it stands still there, or runs from there on.
 * @returns milliseconds, and what the server takes.
 */
export function startOf({ clock }: Scenario, running: boolean): { readonly now: number; readonly clock: ClockStart } {
  const at = Date.parse(clock ?? SCENARIO_CLOCK);
  if (!running) return { now: at, clock: at };
  const real = makeRuntime().clock.now();
  return clock === undefined ? { now: real, clock: undefined } : { now: at, clock: { offset: at - real } };
}

/** What requests are made in, as a configuration has it. */
export function worldOf({ accounts, region }: Config, now: number): { now: number } & World {
  const keys = accounts.flatMap((account) => [
    ...(account.keys ?? []),
    ...(account.users ?? []).flatMap((user) => user.keys ?? []),
  ]);
  const first = keys[0];
  return {
    now,
    region,
    keys: { accessKeyId: first?.id ?? '', accessKeySecret: first?.secret ?? '' },
    secretOf: (id) => keys.find((key) => key.id === id)?.secret,
  };
}
