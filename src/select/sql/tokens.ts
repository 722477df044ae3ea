import { refuse } from '../../errors/refuse.ts';

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'symbol' | 'end';
  /** Words as written; strings without their quotes. */
  readonly text: string;
  /** Words in lower case; symbols as they are; '' for anything else. Keywords are matched with it. */
  readonly key: string;
  /** Where it begins in the statement. */
  readonly at: number;
}

/** Strings stand in single or double quotes, which are doubled inside. */
const TOKEN =
  /\s*(?:([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(<>|!=|>=|<=|\|\||[=<>+\-*/%(),.[\]]))/y;

/** Cuts a statement into tokens. @throws OssError `select-sql-syntax` at a character that begins none. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = sql.trimEnd().replace(/;$/, '').length;
  let at = 0;
  while (sql.slice(at, end).trim() !== '') {
    TOKEN.lastIndex = at;
    const m = TOKEN.exec(sql);
    if (m === null) throw syntaxError(sql, at);
    const [, word, single, double, number, symbol] = m;
    at = TOKEN.lastIndex;
    if (word !== undefined) found.push({ kind: 'word', text: word, key: word.toLowerCase(), at: at - word.length });
    else if (number !== undefined) found.push({ kind: 'number', text: number, key: '', at: at - number.length });
    else if (symbol !== undefined) found.push({ kind: 'symbol', text: symbol, key: symbol, at: at - symbol.length });
    else {
      const text = single?.replaceAll("''", "'") ?? (double as string).replaceAll('""', '"');
      found.push({ kind: 'string', text, key: '', at: at - text.length });
    }
  }
  found.push({ kind: 'end', text: '', key: '', at: sql.length });
  return found;
}

/** Names the next few characters of the statement. */
export function syntaxError(sql: string, at: number) {
  return refuse('select-sql-syntax', { Near: sql.slice(at).trim().slice(0, 20) || 'end of statement' });
}
