import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/errors/catalogue/index.ts';
import type { CauseRow } from '../../src/errors/cause.ts';
import { ELSEWHERE, OTHER_CODE, OTHER_MESSAGE, SHARED } from './ec-exceptions.ts';

/** A row of the research's EC catalogue: what the EC page and the status pages say. */
interface Published {
  readonly ec?: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly message: string | null;
}

const published = new Map<string, Published>();
for (const line of readFileSync(new URL('../fixtures/ec-catalog.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')) {
  const row: Published = JSON.parse(line);
  if (row.ec !== undefined) published.set(row.ec, row);
}

const withEc = (Object.entries(catalogue) as [string, CauseRow][]).flatMap(([cause, row]) =>
  row.ec === undefined ? [] : [{ cause, row, ec: row.ec }],
);

describe('the ECs of the catalogue', () => {
  it('are published, or another source for them is on record', () => {
    const unknown = withEc.filter(({ ec }) => !published.has(ec)).map(({ ec }) => ec);
    expect([...new Set(unknown)].sort()).toEqual(Object.keys(ELSEWHERE).sort());
  });

  it('stand beside the published status and code, or the difference has a reason', () => {
    const different = withEc.filter(({ row, ec }) => {
      const page = published.get(ec);
      return (page?.status ?? row.status) !== row.status || (page?.code ?? row.code) !== row.code;
    });
    expect(different.map(({ cause }) => cause).sort()).toEqual(Object.keys(OTHER_CODE).sort());
  });

  it('stand beside the published message, or the difference has a reason', () => {
    const different = withEc.filter(({ row, ec }) => {
      const message = published.get(ec)?.message;
      return message != null && plain(message) !== plain(row.message);
    });
    expect(different.map(({ cause }) => cause).sort()).toEqual(Object.keys(OTHER_MESSAGE).sort());
  });

  it('name one cause each, save those whose page covers several', () => {
    const all = withEc.map(({ ec }) => ec);
    const shared = new Set(all.filter((ec, i) => all.indexOf(ec) < i));
    expect([...shared].sort()).toEqual(Object.keys(SHARED).sort());
  });
});

/** Placeholders are named in lower case there. */
function plain(message: string): string {
  return message.replace(/\{\w+\}/g, '{}');
}
