import { refuse } from '../errors/refuse.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** Members in the order written, repeated names included. */
export interface JsonObject {
  readonly members: readonly (readonly [name: string, value: JsonValue])[];
}

/** A policy nests four levels; a text that nests deeper than this only means to exhaust the stack. */
const MAX_DEPTH = 64;

const PLAIN = /[^"\\\0-\x1f]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HEX = /[0-9a-fA-F]{4}/y;
const LITERALS: Readonly<Record<string, readonly [text: string, value: boolean | null]>> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};
/** `\$` is no JSON, but OSS's own escape: the Java SDK writes `\${filename}` (access.md POL-2). */
const ESCAPES: Readonly<Record<string, string>> = {
  '/': '/',
  '\\': '\\',
  '"': '"',
  $: '$',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads the JSON text of a form policy the way the service's own reader does (access.md POL-1 to POL-3).
 * @throws OssError `policy-not-json` with what the reader expected: `unknown char e`, `, or ] expected`.
 */
export function readPolicyJson(text: string): JsonValue {
  return new Reader(text).document();
}

class Reader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonValue {
    const value = this.value();
    if (this.next() !== '') throw this.unknown();
    return value;
  }

  private value(): JsonValue {
    const char = this.next();
    if (char === '"') return this.string();
    if (char === '{' || char === '[') {
      if (++this.depth > MAX_DEPTH) throw this.failed('nested too deep');
      const value = char === '{' ? this.object() : this.array();
      this.depth--;
      return value;
    }
    const literal = Object.hasOwn(LITERALS, char) ? LITERALS[char] : undefined;
    if (literal !== undefined) return this.literal(literal[0], literal[1]);
    if (char === '-' || (char >= '0' && char <= '9')) return this.number();
    throw this.unknown();
  }

  private object(): JsonObject {
    const members: (readonly [string, JsonValue])[] = [];
    this.at++;
    if (this.take('}')) return { members };
    do {
      if (this.next() !== '"') throw this.unknown();
      const name = this.string();
      if (!this.take(':')) throw this.failed(': expected');
      members.push([name, this.value()]);
    } while (this.take(','));
    if (!this.take('}')) throw this.failed(', or } expected');
    return { members };
  }

  private array(): JsonValue[] {
    const elements: JsonValue[] = [];
    this.at++;
    if (this.take(']')) return elements;
    do elements.push(this.value());
    while (this.take(','));
    if (!this.take(']')) throw this.failed(', or ] expected');
    return elements;
  }

  private string(): string {
    let string = '';
    this.at++;
    for (;;) {
      string += this.match(PLAIN);
      const char = this.text[this.at];
      if (char === '"') break;
      if (char === undefined) throw this.failed('" expected');
      if (char !== '\\') throw this.unknown();
      this.at++;
      string += this.escaped();
    }
    this.at++;
    // Half of a surrogate pair has no UTF-8 form and could never be sent in a field.
    if (/[\ud800-\udfff]/u.test(string)) throw this.failed('unknown char \ufffd');
    return string;
  }

  private escaped(): string {
    const char = this.text[this.at] ?? '';
    if (char === 'u') {
      this.at++;
      const hex = this.match(HEX);
      if (hex === '') throw this.unknown();
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const meant = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    if (meant === undefined) throw this.unknown();
    this.at++;
    return meant;
  }

  private literal(text: string, value: boolean | null): boolean | null {
    for (const char of text) {
      if (this.text[this.at] !== char) throw this.unknown();
      this.at++;
    }
    return value;
  }

  private number(): number {
    const digits = this.match(NUMBER);
    if (digits !== '') return Number(digits);
    this.at++;
    throw this.unknown();
  }

  /** What the pattern matches here, perhaps nothing. */
  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ''] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }

  /** The next character that is not blank; empty at the end. */
  private next(): string {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at++;
    return this.text[this.at] ?? '';
  }

  private take(char: string): boolean {
    if (this.next() !== char) return false;
    this.at++;
    return true;
  }

  private unknown() {
    const code = this.text.codePointAt(this.at);
    return this.failed(code === undefined ? 'unexpected end' : `unknown char ${String.fromCodePoint(code)}`);
  }

  private failed(Detail: string) {
    return refuse('policy-not-json', { Detail }).because({
      at: this.at,
      near: this.text.slice(Math.max(0, this.at - 20), this.at + 20),
    });
  }
}
