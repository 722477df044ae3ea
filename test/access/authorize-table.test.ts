import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, expected, outcomeOf, said } from './table/outcome.ts';
import { REFUSALS, type Refusal } from './table/refusals.ts';
import type { Row } from './table/section.ts';
import { sections } from './table/sections/index.ts';
import { makeWorld, type World } from './table/world.ts';

describe.each(sections)('$rule', (section) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(section);
  });
  afterAll(() => world.close());

  it.each(section.rows.map((row) => [title(row), row] as const))('%s', async (_, row) => {
    const asked = await ask(world, row);
    expect(outcomeOf(asked)).toBe(row[2]);
    if (!(row[2] in REFUSALS)) return;
    expect(said(asked)).toEqual(expected(row, section.wire ?? 'current'));
    // A HEAD has no body to say it in; everything else says on the wire what the record says.
    if (asked.method !== 'HEAD') expect(asked.answer.body).toBe(asked.explained.response.errorBody);
  });
});

const rows = sections.flatMap((section) => section.rows);
const outcomes = new Set<string>(rows.map(([, , outcome]) => outcome));

it('the table has at least 350 rows, and none twice in a section', () => {
  expect(rows.length).toBeGreaterThanOrEqual(350);
  for (const section of sections) expect(new Set(section.rows.map(title)).size).toBe(section.rows.length);
});

it('each of the eight messages of the manuals, and every other text of a refusal, is in at least one row', () => {
  expect(Object.keys(REFUSALS).filter((cause) => !outcomes.has(cause))).toEqual([]);
  const numbers = Object.values<Refusal>(REFUSALS).flatMap(({ manual = [] }) => manual);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

function title([who, what, outcome, more]: Row): string {
  return `${who}: ${what}${more === undefined ? '' : ` ${JSON.stringify(more)}`} → ${outcome}`;
}
