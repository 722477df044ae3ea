import type { Explanation, Facts } from './types.ts';

/** How a check ended, or why it did not take place. */
export type StepOutcome = 'passed' | 'refused' | 'noted' | 'skipped' | 'unreached';

export interface Step {
  readonly name: string;
  readonly outcome: StepOutcome;
  readonly facts: Facts | undefined;
}

/** Behind all checks: the operation itself. */
const LAST = 'execution';

/**
 * Every check in order: those that took place as the record has them, between them those that do not apply to such a
 * request, behind a refusal those that were not reached.
 * @param checks the names of the server's checks, in order.
 */
export function stepsOf({ rungs, cause }: Pick<Explanation, 'rungs' | 'cause'>, checks: readonly string[]): Step[] {
  const steps: Step[] = [];
  const add = (names: readonly string[], outcome: StepOutcome) => {
    for (const name of names) steps.push({ name, outcome, facts: undefined });
  };
  // Requests of the token service, and what is no HTTP, do not come to these checks.
  const known = rungs.some(({ name }) => checks.includes(name));
  let next = 0;
  for (const { name, outcome, facts } of rungs) {
    const at = checks.indexOf(name);
    if (at >= next) {
      add(checks.slice(next, at), 'skipped');
      next = at + 1;
    }
    steps.push({ name, outcome, facts });
  }
  if (!known) return steps;
  add(checks.slice(next), cause === undefined ? 'skipped' : 'unreached');
  if (cause !== undefined && !steps.some(({ name }) => name === LAST)) add([LAST], 'unreached');
  return steps;
}

/** The facts of a check of this name, the last one where there are several. */
export function factsOf({ rungs }: Pick<Explanation, 'rungs'>, name: string): Facts | undefined {
  return rungs.findLast((rung) => rung.name === name && rung.facts !== undefined)?.facts;
}
