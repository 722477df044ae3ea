import { catalogue } from '../errors/catalogue/index.ts';
import type { CauseRow } from '../errors/cause.ts';
import { manualRows } from '../errors/manuals/index.ts';
import { operations } from '../operations/index.ts';
import type { Operation } from '../operations/operation.ts';

/** The tables of the README and of docs/, printed from the same rows that the server answers with. `npm run docs`. */

export const NOTE = 'Written by `npm run docs`; edit the source instead.';
const PATHS = { service: '/', bucket: '/{bucket}', object: '/{bucket}/{key}' } as const;

/** The README's table of what is supported: a line for each sub-resource. */
function compatibilityTable(): string {
  const named = (wanted: Operation['support']) =>
    new Set(operations.filter(({ support }) => support === wanted).map(({ name }) => name));
  const [works, stored, others] = [named('works'), named('stored'), named('NotImplemented')];
  const families = new Map<string, Operation[]>();
  for (const operation of operations.filter(({ support }) => support !== 'NotImplemented')) {
    const { resource, subResource, name } = operation;
    const family = `${PATHS[resource]}${subResource === undefined ? ` ${name}` : `?${subResource}`}`;
    families.set(family, [...(families.get(family) ?? []), operation]);
  }
  return [
    `${works.size} operations work and ${stored.size} are kept and returned without effect; ${others.size} more are known and answer`,
    '`NotImplemented`. [docs/compatibility.md](docs/compatibility.md) has a line for each.',
    '',
    '<details><summary>By sub-resource</summary>',
    '',
    ...table(['Operations', 'Requests', ''], [...families.values()].map(familyCells)),
    '',
    '</details>',
  ].join('\n');
}

function familyCells(family: readonly Operation[]): string[] {
  const [{ resource, subResource }] = family as [Operation];
  const methods = [...new Set(family.map(({ method }) => method))].join(', ');
  const path = `${PATHS[resource]}${subResource === undefined ? '' : `?${subResource}`}`;
  const names = [...new Set(family.map(({ name }) => name))].join(', ');
  return [names, `${methods} \`${path}\``, [...new Set(family.map(({ support }) => support))].join(', ')];
}

/** docs/compatibility.md: every operation. */
export function compatibilityDocument(): string {
  const sections = (['service', 'bucket', 'object'] as const).flatMap((resource) => [
    `## ${resource[0]?.toUpperCase()}${resource.slice(1)}`,
    '',
    ...table(
      ['Operation', 'Request', 'Support'],
      operations.filter((operation) => operation.resource === resource).map(operationCells),
    ),
    '',
  ]);
  return [
    '# Operations',
    '',
    NOTE,
    '',
    '`works`: as the service does. `stored`: kept and returned without effect. `NotImplemented`: refused with that code, never answered by another operation.',
    '',
    ...sections,
  ].join('\n');
}

/** The README's table of errors: a line for each status. */
function errorTable(): string {
  const codes = new Map<string, string[]>();
  for (const [heading, causes] of byCode()) {
    const [status = '', code = ''] = heading.split(' ');
    const times = causes.length === 1 ? '' : ` (${causes.length})`;
    codes.set(status, [...(codes.get(status) ?? []), `[${code}](docs/errors.md#${anchor(heading)})${times}`]);
  }
  const rows = [...codes].map(([status, links]) => [status, links.join(', ')]);
  return [
    `${Object.keys(catalogue).length} causes under ${byCode().length} codes; a number says how many causes a code has.`,
    '',
    '<details><summary>By status</summary>',
    '',
    ...table(['Status', 'Codes'], rows),
    '',
    '</details>',
    '',
    'Codes of operations that are not supported yet are in the catalogue already; `ossmock errors` looks all of them up.',
  ].join('\n');
}

/** docs/errors.md: every cause, and where the manuals print it. */
export function errorDocument(): string {
  const sections = byCode().flatMap(([heading, causes]) => [
    `## ${heading}`,
    '',
    ...table(['Cause', 'EC', 'Message', 'Evidence', 'Why', 'What to do'], causes.map(causeCells)),
    '',
  ]);
  return [
    '# Errors',
    '',
    NOTE,
    '',
    `${Object.keys(catalogue).length} causes. Evidence, strongest first: \`capture\` (a recorded answer), \`sdk-test\` (an SDK tests it against the service), \`manual\`, \`doc\` (a page of the documentation), \`inferred\`.`,
    'In a message, `{Name}` stands for a value of the request. Names in angle brackets are the elements after HostId.',
    'The causes that begin with `sts-` belong to the token service, which answers JSON.',
    'The catalogue is ahead of the server: causes of operations that [compatibility.md](compatibility.md) calls NotImplemented are here and are not answered yet.',
    '',
    ...sections,
    '## What the two manuals print',
    '',
    'The English edition is of 2019, the Chinese one of 2022; `--wire 2019` and `--wire 2022` print the same.',
    '',
    ...table(['Chapter', 'Edition', 'Code', 'Message', 'Causes', 'Misprint'], manualRows.map(manualCells)),
    '',
  ].join('\n');
}

/** A text between `<!-- name:begin -->` and `<!-- name:end -->` replaced. @throws Error when the markers are missing. */
export function between(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->\n`, `<!-- ${name}:end -->`];
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`no place for the ${name} table: add ${begin.trim()} and ${end}`);
  return `${document.slice(0, start + begin.length)}${text}\n${document.slice(stop)}`;
}

/** The README with both of its tables. */
export function readme(document: string): string {
  return between(between(document, 'compatibility', compatibilityTable()), 'errors', errorTable());
}

function operationCells(operation: Operation): string[] {
  return [operation.name, `\`${requestOf(operation)}\`${headerOf(operation)}`, operation.support];
}

function requestOf({ method, resource, subResource, when }: Operation): string {
  const query = when?.split('=')[0] === subResource ? [when] : [subResource, when];
  const shown = query.filter((part) => part !== undefined);
  return `${method} ${PATHS[resource]}${shown.length > 0 ? `?${shown.join('&')}` : ''}`;
}

function headerOf({ whenHeader }: Operation): string {
  return whenHeader === undefined ? '' : ` with \`${whenHeader}\``;
}

function byCode(): [heading: string, causes: [string, CauseRow][]][] {
  const groups = new Map<string, [string, CauseRow][]>();
  for (const [cause, row] of Object.entries(catalogue) as [string, CauseRow][]) {
    const heading = `${row.status} ${row.code}`;
    groups.set(heading, [...(groups.get(heading) ?? []), [cause, row]]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function causeCells([cause, row]: [string, CauseRow]): string[] {
  const elements = (row.extras ?? []).map((name) => `\`<${name}>\``);
  const earlier = Object.entries(row.earlier ?? {}).map(
    ([profile, { code, message }]) => `${profile}: ${[code, message].filter(Boolean).join(', ')}`,
  );
  return [
    `\`${cause}\``,
    row.ec ?? '',
    [row.message, ...elements, ...earlier].join('<br>'),
    `${row.evidence}: ${row.source}`,
    row.reason,
    row.remedy,
  ];
}

function manualCells(row: (typeof manualRows)[number]): string[] {
  return [
    row.place,
    row.editions.join(', '),
    row.code,
    row.message ?? '',
    row.causes.map((cause) => `\`${cause}\``).join(' '),
    row.accident ?? '',
  ];
}

/** A table of Markdown. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)];
}

/** Safe in a table of Markdown; code spans and our own line breaks and elements stay as they are. */
function cell(text: string): string {
  return text
    .replace(/\n/g, ' ')
    .replace(/\|/g, '\\|')
    .replace(/<br>|`[^`]*`|[*<]/g, (found) => (found.length > 1 ? found : found === '*' ? '\\*' : '&lt;'))
    .trimEnd();
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}
