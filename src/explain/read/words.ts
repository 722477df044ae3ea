import { CAUSES } from '../../errors/find.ts';
import { messageDetails } from '../../errors/message.ts';
import type { Hit } from '../evidence.ts';

const CODES = new Set(
  CAUSES.flatMap(([, row]) => [row.code, ...Object.values(row.earlier ?? {}).flatMap(({ code }) => code ?? [])]),
);
const EC = /\b\d{4}-\d{8}\b/g;
const WORD = /\b[A-Z][A-Za-z]+\b/g;

/** What is left when nothing else is recognised: lines that name a code or an EC, or hold a message of the catalogue. */
export function wordHits(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const [line] = match;
    const ec = line.match(EC)?.[0];
    const word = line.match(WORD)?.find((one) => CODES.has(one) || CODES.has(one.replace(/Error$/, '')));
    const code = word === undefined || CODES.has(word) ? word : word.replace(/Error$/, '');
    const message = messageIn(line);
    if (ec === undefined && code === undefined && message === undefined) continue;
    hits.push({ start: match.index, end: match.index + line.length, found: { form: 'text', code, ec, message } });
  }
  return joined(hits);
}

/** Messages that name nothing but a status, the longest first: one may be the beginning of another. */
const MESSAGES = [...new Set(CAUSES.map(([, { message }]) => message.replace(/\.$/, '')))]
  .filter((message) => message.length >= 15)
  .sort((one, other) => other.length - one.length)
  .map((message) => {
    const parts = message.split('{Status}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(parts.join('\\d+'));
  });

/** The message of the catalogue that a line holds, without its full stop. */
function messageIn(line: string): string | undefined {
  for (const pattern of MESSAGES) {
    const [found] = pattern.exec(line) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** So far apart, lines that agree tell of one error. */
const NEAR = 400;

/** Lines near each other that add to each other are one error: a log has its code in one and its EC in the next. */
function joined(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    const together = last === undefined ? undefined : union(last.found, hit.found);
    if (last === undefined || together === undefined || hit.start - last.end > NEAR) kept.push(hit);
    else kept[kept.length - 1] = { start: last.start, end: hit.end, found: together };
  }
  return kept;
}

/** What two lines say together; undefined where they speak of two errors. */
function union(one: Hit['found'], other: Hit['found']): Hit['found'] | undefined {
  for (const name of ['code', 'ec', 'message'] as const) {
    if (one[name] !== undefined && other[name] !== undefined && one[name] !== other[name]) return undefined;
  }
  const code = one.code ?? other.code;
  const ec = one.ec ?? other.ec;
  const message = one.message ?? other.message;
  const agree = CAUSES.some(
    ([, row]) =>
      (code === undefined || row.code === code) &&
      (ec === undefined || row.ec === ec) &&
      (message === undefined || messageDetails(row.message, message) !== undefined),
  );
  return agree ? { form: 'text', code, ec, message } : undefined;
}
