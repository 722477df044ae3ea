import { describe, expect, it } from 'vitest';
import { unprinted } from '../../src/scenarios/coverage.ts';
import { knownScenarios } from '../../src/scenarios/library.ts';
import { report } from '../../src/scenarios/print.ts';
import { runScenario } from '../../src/scenarios/run.ts';

const cases = knownScenarios().flatMap(({ name, scenario }) =>
  (scenario.profiles ?? ['current']).map((profile) => ({ name, scenario, profile })),
);

describe('the scenarios that come with ossmock', () => {
  it.each(cases)('$name comes back as $profile has it, twice the same', async ({ name, scenario, profile }) => {
    const first = await runScenario(name, scenario, profile);
    const text = report(name, scenario, first);
    expect(first.passed, text).toBe(true);
    expect(unprinted(scenario, first), text).toEqual([]);
    expect(report(name, scenario, await runScenario(name, scenario, profile))).toBe(text);
  });

  it.each(cases)('$name expects something of its last request', ({ scenario }) => {
    expect(scenario.requests.at(-1)?.expect).toBeDefined();
  });
});
