import { trimBlanks } from '../wire/headers.ts';

/**
 * The parameters behind a header's value: `; name="value"; other=value`. Names in lower case; the first of a name counts.
 * In quotes, `\"` and `\\` are escapes and any other backslash is itself, because old browsers send `C:\dir\file`.
 * Without quotes, a value runs to the next semicolon.
 * @param text a byte string. @param at where the value ends.
 * @returns undefined when a quote is not closed or something other than a semicolon follows it.
 */
export function readParameters(text: string, at: number): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (let i = skipBlanks(text, at); i < text.length; i = skipBlanks(text, i)) {
    if (text[i] !== ';') return undefined;
    i++;
    const stop = endOf(text, i);
    const equals = text.indexOf('=', i);
    if (equals === -1 || equals > stop) {
      i = stop;
      continue;
    }
    const name = trimBlanks(text.slice(i, equals)).toLowerCase();
    i = skipBlanks(text, equals + 1);
    let value: string;
    if (text[i] === '"') {
      const close = closingQuote(text, i + 1);
      if (close === -1) return undefined;
      value = withoutEscapes(text.slice(i + 1, close));
      i = close + 1;
    } else {
      value = trimBlanks(text.slice(i, stop));
      i = stop;
    }
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** The next semicolon, or the end. */
function endOf(text: string, from: number): number {
  const semicolon = text.indexOf(';', from);
  return semicolon === -1 ? text.length : semicolon;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i;
}

/** The quote that closes, or -1. @param from behind the opening one. */
function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '"') return i;
    if (text[i] === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) i++;
  }
  return -1;
}

function withoutEscapes(quoted: string): string {
  return quoted.includes('\\') ? quoted.replace(/\\(["\\])/g, '$1') : quoted;
}
