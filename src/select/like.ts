import { refuse } from '../errors/refuse.ts';

/** `%` and `*` stand for any run of characters, `?` for one (SelectObject page, limits and error codes). */
const WILDCARDS = '%*?';
const MAX_RUNS = 5;

/** A part of a pattern: a character as itself, any one, or any run. */
type Part = string | typeof ONE | typeof RUN;
const ONE = 1;
const RUN = 2;

/**
 * Compiles the pattern of a LIKE; case counts.
 * @throws OssError `select-sql-escape-length`, `select-sql-escape-is-wildcard`, `select-sql-escape-dangling`,
 * `select-sql-too-many-wildcards`.
 */
export function likePattern(pattern: string, escapedBy?: string): (text: string) => boolean {
  if (escapedBy !== undefined) {
    if ([...escapedBy].length !== 1) throw refuse('select-sql-escape-length');
    if (WILDCARDS.includes(escapedBy)) throw refuse('select-sql-escape-is-wildcard', { Escape: escapedBy });
  }
  const parts: Part[] = [];
  let runs = 0;
  let escaped = false;
  for (const char of pattern) {
    if (!escaped && char === escapedBy) escaped = true;
    else if (escaped || !WILDCARDS.includes(char)) {
      parts.push(char);
      escaped = false;
    } else if (char === '?') parts.push(ONE);
    else {
      runs++;
      if (parts.at(-1) !== RUN) parts.push(RUN);
    }
  }
  if (escaped) throw refuse('select-sql-escape-dangling');
  if (runs > MAX_RUNS) throw refuse('select-sql-too-many-wildcards');
  return (text) => matches(parts, [...text]);
}

/** Goes back to the last run only: linear in pattern times text, whatever the pattern. */
function matches(parts: readonly Part[], text: readonly string[]): boolean {
  let at = 0;
  let part = 0;
  let run = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted === RUN) {
      run = part++;
      resume = at;
    } else if (wanted === ONE || (wanted !== undefined && wanted === text[at])) {
      part++;
      at++;
    } else if (run !== -1) {
      part = run + 1;
      at = ++resume;
    } else return false;
  }
  while (parts[part] === RUN) part++;
  return part === parts.length;
}
