import { catalogue } from '../errors/catalogue/index.ts';
import type { CauseRow } from '../errors/cause.ts';

type Found = readonly [cause: string, row: CauseRow];

const ROWS: readonly Found[] = Object.entries(catalogue);

/** `ossmock errors [code | EC | cause | message | words]`: prints what the catalogue says about an error. */
export function errors(args: readonly string[]): void {
  const query = args.join(' ').trim();
  const found = findErrors(query);
  if (query === '') process.stdout.write(summary());
  else if (found.length > 0) process.stdout.write(found.map(describeCause).join('\n'));
  else {
    process.stderr.write(`ossmock: nothing in the catalogue fits "${query}"; ossmock errors lists the codes\n`);
    process.exitCode = 1;
  }
}

/**
 * The rows that fit a query best: the EC first, then the code, the cause, the message as received, and at last all
 * words anywhere in the row.
 */
export function findErrors(query: string): readonly Found[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  const ec = /\d{4}-\d{8}/.exec(wanted)?.[0];
  const fits: readonly ((found: Found) => boolean)[] = [
    ([, row]) => ec !== undefined && row.ec === ec,
    ([, row]) => codes(row).includes(wanted),
    ([cause]) => cause === wanted,
    ([, row]) => messages(row).some((message) => message.test(query.trim())),
    (found) => words.every((word) => text(found).includes(word)),
  ];
  for (const fit of fits) {
    const found = ROWS.filter(fit);
    if (found.length > 0) return found;
  }
  return [];
}

/** Every code with its status and the number of its causes. */
export function summary(): string {
  const counts = new Map<string, number>();
  for (const [, { status, code }] of ROWS) counts.set(`${status} ${code}`, (counts.get(`${status} ${code}`) ?? 0) + 1);
  const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${lines.map(([code, causes]) => `${code}  (${causes})`).join('\n')}\n`;
}

/** One row for people: what is on the wire, then why and what to do. */
export function describeCause([cause, row]: Found): string {
  const elements = [...(row.extras ?? []).map((name) => `<${name}>`), ...(row.headers ?? [])];
  const lines = [
    `${row.status} ${row.code}  ${cause}${row.ec === undefined ? '' : `  EC ${row.ec}`}`,
    paragraph('says', row.message),
    ...(elements.length > 0 ? [paragraph('with', elements.join(' '))] : []),
    ...Object.entries(row.earlier ?? {}).map(([profile, { code = row.code, message = row.message }]) =>
      paragraph(profile, `${code}: ${message}`),
    ),
    paragraph('why', row.reason),
    paragraph('do', row.remedy),
    paragraph('from', `${row.evidence}: ${row.source}`),
  ];
  return `${lines.join('\n')}\n`;
}

const WIDTH = 100;

function paragraph(label: string, text: string): string {
  const lines: string[] = [];
  let line = `  ${label.padEnd(6)}`;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH) {
      lines.push(line.trimEnd());
      line = ' '.repeat(8);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}

function codes(row: CauseRow): string[] {
  return [row, ...Object.values(row.earlier ?? {})].map(({ code = row.code }) => code.toLowerCase());
}

/** The messages as patterns: a placeholder stands for any text. */
function messages(row: CauseRow): RegExp[] {
  return [row, ...Object.values(row.earlier ?? {})].map(({ message = row.message }) => {
    const parts = message.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`, 'is');
  });
}

function text([cause, row]: Found): string {
  return [cause, row.status, row.code, row.message, row.reason, row.remedy].join(' ').toLowerCase();
}
