import { catalogue } from './catalogue/index.ts';
import type { CauseRow } from './cause.ts';

/** A cause and its row. */
export type FoundCause = readonly [cause: string, row: CauseRow];

/** Every row of the catalogue. */
export const CAUSES: readonly FoundCause[] = Object.entries(catalogue);

/**
 * The rows that fit a query best: the EC first, then the code, the cause, the message as received, and at last all
 * words anywhere in the row.
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
    ([, row]) => messages(row).some((message) => message.test(query.trim())),
    (found) => words.every((word) => text(found).includes(word)),
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

/** The messages as patterns: a placeholder stands for any text. */
function messages(row: CauseRow): RegExp[] {
  return [row, ...Object.values(row.earlier ?? {})].map(({ message = row.message }) => {
    const parts = message.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`, 'is');
  });
}

function text([cause, row]: FoundCause): string {
  return [cause, row.status, row.code, row.message, row.reason, row.remedy].join(' ').toLowerCase();
}
