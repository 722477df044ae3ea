import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario, scenarioJsonSchema } from '../../src/scenarios/format.ts';
import { report } from '../../src/scenarios/print.ts';
import { runScenario } from '../../src/scenarios/run.ts';

const guide = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');

/** The keys of an object's schema. */
type Shape = { readonly properties: Readonly<Record<string, Shape & { readonly items: Shape }>> };

describe('docs/scenarios.md', () => {
  it('has a scenario that comes back as it says', async () => {
    const source = /```yaml\n([^`]*)```/.exec(guide)?.[1] ?? '';
    const scenario = readScenario('docs/scenarios.md', source);
    for (const profile of scenario.profiles ?? []) {
      const outcome = await runScenario('guide', scenario, profile);
      expect(outcome.passed, report('guide', scenario, outcome)).toBe(true);
    }
  });

  it('names every key of a scenario, of a request and of what must come back', () => {
    const { properties } = scenarioJsonSchema() as Shape;
    const ask = (properties.requests as { items: Shape }).items.properties;
    const expected = (ask.expect as Shape).properties;
    const silent = (keys: object, named: (key: string) => string) =>
      Object.keys(keys).filter((key) => !guide.includes(named(key)));
    expect(
      silent({ ...ask, ...expected, expect: 0 }, (key) =>
        key === 'note' || key === 'expect' ? `${key}:` : `\`${key}\``,
      ),
    ).toEqual([]);
    expect(silent(properties, (key) => (key === 'manual' || key === 'seed' ? key : `${key}:`))).toEqual([]);
  });
});
