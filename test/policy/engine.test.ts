import { describe, expect, it } from 'vitest';
import { explain } from '../../src/policy/explain.ts';
import { compileAll, requestOf, verdict } from './support.ts';
import { actions } from './tables/actions.ts';
import { conditions } from './tables/conditions.ts';
import { decisions } from './tables/decisions.ts';
import { principals } from './tables/principals.ts';
import { resources } from './tables/resources.ts';
import type { Row } from './tables/section.ts';

const sections = [...actions, ...resources, ...principals, ...conditions, ...decisions];

describe.each(sections)('$rule', (section) => {
  const policies = compileAll(section);

  it.each(section.rows.map((row) => [title(row), row] as const))('%s', (_, row) => {
    const [, , expected] = row;
    expect(verdict(policies, requestOf(row))).toBe(expected);
    const applying = explain(policies, requestOf(row)).filter(({ differs }) => differs.length === 0);
    const named = applying.map(({ effect, policy, statement }) => `${effect.toLowerCase()} ${policy}[${statement}]`);
    expect(named.find((each) => each.startsWith('deny')) ?? named[0] ?? 'silence').toBe(expected);
  });
});

it('the tables have at least 300 rows, and none twice in a section', () => {
  expect(sections.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(300);
  for (const { rows } of sections) expect(new Set(rows.map(title)).size).toBe(rows.length);
});

function title([action, resource, expected, who = 'alice', context]: Row): string {
  const circumstances = context === undefined ? '' : ` with ${JSON.stringify(context)}`;
  return `${action} on ${resource} by ${who}${circumstances}: ${expected}`;
}
