import { CHAPTERS, chapterOf } from '../errors/manuals/chapters.ts';
import { type Covered, coverage } from '../scenarios/coverage.ts';
import { type Known, knownScenarios } from '../scenarios/library.ts';
import { NOTE, table } from './documents.ts';

/** docs/manuals.md: every row and example of both manuals, and the scenarios that show it. */
export function manualsDocument(): string {
  const covered = coverage(knownScenarios());
  const sections = Object.entries(CHAPTERS).flatMap(([name, { title, numbers }]) => {
    const of = Object.entries(numbers).map(([edition, number]) => `chapter ${number} of ${edition}`);
    const rows = covered.filter(({ id }) => chapterOf(id) === name);
    return [
      `## ${title}`,
      '',
      `${of.sort().join(', ')}.`,
      '',
      ...table(['Row or example', 'Edition', 'What the manual prints', 'Scenarios'], rows.map(cells)),
      '',
    ];
  });
  const rows = covered.filter(({ row }) => row !== undefined).length;
  return [
    '# The two manuals, row by row',
    '',
    NOTE,
    '',
    `${rows} rows of errors and ${covered.length - rows} examples of the manuals of 2019 (English) and 2022 (Chinese). \`ossmock reproduce NAME\` runs a scenario, \`--wire 2019\` and \`--wire 2022\` as it was answered then.`,
    'test/scenarios/ runs all of them, twice, holds the answers against the rows, and fails for a row without a scenario.',
    '',
    ...sections,
  ].join('\n');
}

function cells({ id, editions, row, shows, elsewhere, scenarios }: Covered): string[] {
  const code = row && [row.status, `\`${row.code}\``].filter(Boolean).join(' ');
  const error = code && [code, row.message].filter(Boolean).join(': ');
  return [
    id,
    editions.join(', '),
    error ?? shows,
    elsewhere === undefined ? scenarios.map(link).join('<br>') : `no request: [${elsewhere}](../${elsewhere})`,
  ];
}

function link({ name }: Known): string {
  return `[${name}](../config/scenarios/${name}.yaml)`;
}
