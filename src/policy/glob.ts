/** Whether a text fits a pattern. */
export type Matcher = (text: string) => boolean;

/**
 * A pattern with `*` for any run of characters and `?` for exactly one. The literal parts between stars are looked for
 * from left to right and never again, so no pattern takes more than its length times the text's.
 */
export function glob(pattern: string): Matcher {
  const parts = pattern.split(/\*+/);
  const first = parts[0] as string;
  if (parts.length === 1) return first.includes('?') ? (text) => at(text, first, 0) === text.length : same(first);
  const last = parts.at(-1) as string;
  const middle = parts.slice(1, -1);
  if (middle.length === 0 && !pattern.includes('?')) {
    if (last === '') return first === '' ? always : (text) => text.startsWith(first);
    return (text) => text.length >= first.length + last.length && text.startsWith(first) && text.endsWith(last);
  }
  if (!pattern.includes('?')) return (text) => fitsPlain(text, first, middle, last);
  return (text) => fits(text, first, middle, last);
}

/** True for the patterns that `glob` would treat as something other than a plain text. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

function always(): boolean {
  return true;
}

function same(wanted: string): Matcher {
  return (text) => text === wanted;
}

/** `fits` for patterns without a question mark. */
function fitsPlain(text: string, first: string, middle: readonly string[], last: string): boolean {
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of middle) {
    const start = text.indexOf(part, from);
    if (start === -1) return false;
    from = start + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

function fits(text: string, first: string, middle: readonly string[], last: string): boolean {
  let from = at(text, first, 0);
  if (from === -1) return false;
  for (const part of middle) {
    from = find(text, part, from);
    if (from === -1) return false;
  }
  return endsWith(text, last, from);
}

/** Where `part` ends when it stands at `from`; -1 when it does not. */
function at(text: string, part: string, from: number): number {
  let position = from;
  for (let i = 0; i < part.length; i += 1) {
    if (position >= text.length) return -1;
    const wanted = part.charCodeAt(i);
    if (wanted === QUESTION_MARK) {
      position += (text.codePointAt(position) as number) > 0xffff ? 2 : 1;
    } else {
      if (text.charCodeAt(position) !== wanted) return -1;
      position += 1;
    }
  }
  return position;
}

const QUESTION_MARK = 0x3f;

/** Where the first `part` at or after `from` ends. */
function find(text: string, part: string, from: number): number {
  if (!part.includes('?')) {
    const start = text.indexOf(part, from);
    return start === -1 ? -1 : start + part.length;
  }
  for (let start = from; start < text.length; start += 1) {
    const end = at(text, part, start);
    if (end !== -1) return end;
  }
  return -1;
}

/** Whether `part` stands at the very end, beginning at or after `from`. Read backwards: a `?` may be two units wide. */
function endsWith(text: string, part: string, from: number): boolean {
  let position = text.length;
  for (let i = part.length - 1; i >= 0; i -= 1) {
    const wanted = part.charCodeAt(i);
    position -= wanted === QUESTION_MARK && isPair(text, position) ? 2 : 1;
    if (wanted !== QUESTION_MARK && text.charCodeAt(position) !== wanted) return false;
  }
  return position >= from;
}

/** Whether the two units before `end` are one character beyond U+FFFF. */
function isPair(text: string, end: number): boolean {
  return end >= 2 && (text.codePointAt(end - 2) as number) > 0xffff;
}
