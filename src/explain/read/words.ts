import { CAUSES } from '../../errors/find.ts';
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
    const message = CAUSES.map(([, row]) => row.message).find((one) => one.length > 15 && line.includes(one));
    if (ec === undefined && code === undefined && message === undefined) continue;
    hits.push({ start: match.index, end: match.index + line.length, found: { form: 'text', code, ec, message } });
  }
  return hits;
}
