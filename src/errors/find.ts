import { catalogue } from './catalogue/index.ts';
import type { CauseRow } from './cause.ts';

/** A cause and its row. */
export type FoundCause = readonly [cause: string, row: CauseRow];

/** Every row of the catalogue. */
export const CAUSES: readonly FoundCause[] = Object.entries(catalogue);

/** Messages of so many characters say nothing where they are found inside another text. */
const SHORT = 20;

/**
 * The rows that fit a query best: the EC first, then the code, the cause, the message as received, alone or within what was
 * pasted, all words anywhere in the row, and at last a code among the words.
 */
export function findErrors(query: string): readonly FoundCause[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  const ec = /\d{4}-\d{8}/.exec(wanted)?.[0];
  const fits: readonly ((found: FoundCause) => boolean)[] = [
    ([, row]) => ec !== undefined && row.ec === ec,
    ([, row]) => codes(row).includes(wanted),
    ([cause]) => cause === wanted,
    ([, row]) => messages(row).some((message) => whole(message).test(query.trim())),
    ([, row]) => messages(row).some((message) => message.length > SHORT && within(message).test(query)),
    (found) => words.every((word) => text(found).includes(word)),
    ([, row]) => codes(row).some((code) => words.some((word) => word.replace(/[^a-z.]/g, '') === code)),
  ];
  for (const fit of fits) {
    const found = CAUSES.filter(fit);
    if (found.length > 0) return found;
  }
  return [];
}

function codes(row: CauseRow): string[] {
  return [row, ...Object.values(row.earlier ?? {})].map(({ code = row.code }) => code.toLowerCase());
}

function messages(row: CauseRow): string[] {
  return [row, ...Object.values(row.earlier ?? {})].map(({ message = row.message }) => message);
}

/** The pattern of a message: a placeholder stands for any text, and the full stop at the end does not count. */
function patternOf(message: string): string {
  const parts = message.replace(/\.$/, '').split(/\{\w+\}/);
  return parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
}

function whole(message: string): RegExp {
  return new RegExp(`^${patternOf(message)}\\.?$`, 'is');
}

function within(message: string): RegExp {
  return new RegExp(patternOf(message), 'i');
}

function text([cause, row]: FoundCause): string {
  return [cause, row.status, row.code, row.message, row.reason, row.remedy].join(' ').toLowerCase();
}
