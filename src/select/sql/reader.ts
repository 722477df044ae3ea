import { refuse } from '../../errors/refuse.ts';
import { ANY, type Step } from './syntax.ts';
import { syntaxError, type Token, tokens } from './tokens.ts';

/** Levels that a JSON path may lead down. */
const MAX_LEVELS = 10;
const MAX_NAME_BYTES = 1024;
/** Parentheses and NOTs that are read inside each other at all; ten levels of conditions are allowed. */
const MAX_NESTING = 100;
/** Arithmetic and `||` in a statement: each makes the tree of its expression one level deeper. */
const MAX_OPERATORS = 1000;

/** Reads a statement token by token. */
export class Reader {
  readonly sql: string;
  private readonly all: readonly Token[];
  private position = 0;
  private nesting = 0;
  private operators = 0;

  constructor(sql: string) {
    this.sql = sql;
    this.all = tokens(sql);
  }

  get next(): Token {
    return this.all[this.position] as Token;
  }

  /** The token behind the next one. */
  get second(): Token {
    return this.all[this.position + 1] ?? this.next;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.position++;
    return token;
  }

  /** Whether the next token is this keyword, in lower case, or this symbol; if so it is taken. */
  accept(key: string): boolean {
    if (this.next.key !== key) return false;
    this.position++;
    return true;
  }

  /** @throws OssError `select-sql-syntax`. */
  expect(key: string): void {
    if (!this.accept(key)) throw this.fault();
  }

  fault() {
    return syntaxError(this.sql, this.next.at);
  }

  /** Reads what stands inside parentheses or behind NOT. @throws OssError `select-sql-conditions-too-deep`. */
  inside<T>(read: () => T): T {
    if (++this.nesting > MAX_NESTING) throw refuse('select-sql-conditions-too-deep');
    const result = read();
    this.nesting--;
    return result;
  }

  /** Takes an operator whose left side is all that was read before. @throws OssError `select-sql-conditions-too-deep`. */
  takeOperator(): void {
    if (++this.operators > MAX_OPERATORS) throw refuse('select-sql-conditions-too-deep');
    this.position++;
  }

  /** Goes to the first token of this key, and back to where it was when `read` is done. */
  ahead<T>(key: string, read: () => T): T {
    const back = this.position;
    const found = this.all.findIndex((token, i) => i >= back && token.key === key);
    if (found === -1) {
      this.position = this.all.length - 1;
      throw this.fault();
    }
    this.position = found;
    const result = read();
    this.position = back;
    return result;
  }

  /** `.name`, `.'name'`, `['name']`, `[name]`, `[3]` and `[*]`, as many as there are. */
  steps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.accept('.')) steps.push(this.name());
      else if (this.accept('[')) {
        steps.push(this.bracketed());
        this.expect(']');
      } else break;
    }
    if (steps.length > MAX_LEVELS) throw refuse('select-sql-path-too-deep');
    return steps;
  }

  /** A word or a quoted name. */
  name(): string {
    const { kind, text } = this.next;
    if (kind !== 'word' && kind !== 'string') throw this.fault();
    this.position++;
    if (Buffer.byteLength(text) > MAX_NAME_BYTES) throw refuse('select-sql-column-name-length');
    return text;
  }

  private bracketed(): Step {
    if (this.accept('*')) return ANY;
    if (this.accept('-')) {
      if (this.next.kind === 'number') throw refuse('select-sql-negative-index');
      throw this.fault();
    }
    if (this.next.kind !== 'number') return this.name();
    if (!/^\d{1,9}$/.test(this.next.text)) throw this.fault();
    return Number(this.take().text);
  }
}
