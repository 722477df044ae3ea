import { CAUSES, type FoundCause, findErrors } from '../errors/find.ts';
import { print } from './print.ts';

const HELP = `Usage: ossmock errors                list every code, with the number of its causes
       ossmock errors CODE|EC         what the catalogue says about it: the bytes, why, and what to do
       ossmock errors 'MESSAGE'       the same by the message as it was received
       ossmock errors WORDS           the same by words of the explanation
`;

/** `ossmock errors [code | EC | cause | message | words]`: prints what the catalogue says about an error. */
export function errors(args: readonly string[]): void {
  if (args.includes('--help') || args.includes('-h')) {
    print(HELP);
    return;
  }
  const query = args.join(' ').trim();
  const found = findErrors(query);
  if (query === '') print(summary());
  else if (found.length > 0) print(found.map(describeCause).join('\n'));
  else {
    process.stderr.write(`ossmock: nothing in the catalogue fits "${query}"; ossmock errors lists the codes\n`);
    process.exitCode = 1;
  }
}

/** Every code with its status and the number of its causes. */
export function summary(): string {
  const counts = new Map<string, number>();
  for (const [, { status, code }] of CAUSES)
    counts.set(`${status} ${code}`, (counts.get(`${status} ${code}`) ?? 0) + 1);
  const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${lines.map(([code, causes]) => `${code}  (${causes})`).join('\n')}\n`;
}

/** One row for people: what is on the wire, then why and what to do. */
export function describeCause([cause, row]: FoundCause): string {
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
