import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { manualsDocument } from '../../src/commands/manuals-document.ts';
import { CHAPTERS, chapterOf } from '../../src/errors/manuals/chapters.ts';
import { coverage, missingEditions } from '../../src/scenarios/coverage.ts';
import { knownScenarios } from '../../src/scenarios/library.ts';

const known = knownScenarios();
const covered = coverage(known);
const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

describe('the manuals', () => {
  it('have a scenario for every row and example, in every edition that prints it', () => {
    const missing = covered.flatMap((one) => missingEditions(one).map((edition) => `${one.id} of ${edition}`));
    expect(missing).toEqual([]);
  });

  it('have no row or example twice', () => {
    const ids = covered.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('have chapters, and every row and example is in one of its edition', () => {
    const stray = covered.filter(({ id, editions }) =>
      editions.some((edition) => CHAPTERS[chapterOf(id)]?.numbers[edition] === undefined),
    );
    expect(stray.map(({ id }) => id)).toEqual([]);
  });

  it('show what is no request in files that are there', () => {
    expect(covered.filter(({ elsewhere }) => elsewhere !== undefined && !existsSync(path(elsewhere)))).toEqual([]);
  });

  it('stand in docs/manuals.md as they would be written now', () => {
    expect(readFileSync(path('docs/manuals.md'), 'utf8')).toBe(manualsDocument());
  });
});

describe('the scenarios', () => {
  it('name only rows and examples that exist', () => {
    const ids = new Set(covered.map(({ id }) => id));
    const unknown = known.flatMap(({ name, scenario }) =>
      (scenario.manual ?? []).filter((id) => !ids.has(id)).map((id) => `${name}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('of a chapter of the manuals name what they show of it', () => {
    const silent = known.filter(({ name, scenario }) => chapterOf(name) in CHAPTERS && !scenario.manual?.length);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
