import { isBlank, isHex, isNumberByte, keyText, numberProblem } from './characters.ts';

/** What is told of the structure that the bytes have. */
interface Structure {
  begin(offset: number, key: string | undefined): void;
  open(array: boolean): void;
  close(): void;
  finish(offset: number): void;
  inArray(): boolean | undefined;
  wantsKeys(): boolean;
}

/** Where bytes stop being JSON, worded as RapidJSON words it: `Invalid value.` was captured from the service. */
export interface Problem {
  readonly problem: string;
  readonly offset: number;
  /** A few bytes from there on. */
  readonly data: string;
}

const SHOWN = 11;
/** Characters of a number, and of a key that is compared. */
const MAX_NUMBER = 1024;
const MAX_KEY = 8192;

const VALUE = 0;
const FIRST_ELEMENT = 1;
const FIRST_KEY = 2;
const KEY = 3;
const COLON = 4;
const BEHIND = 5;
const STRING = 6;
const ESCAPE = 7;
const HEX = 8;
const NUMBER = 9;
const LITERAL = 10;
const DONE = 11;

const LITERALS: Readonly<Record<number, string>> = { 116: 'true', 102: 'false', 110: 'null' };
const ESCAPED = '"\\/bfnrtu';

/** Reads JSON byte by byte and checks it, keeping nothing but where it is. */
export class JsonTokens {
  /** Offset of the chunk in the object. */
  chunkOffset: number;
  private readonly structure: Structure;
  private readonly oneDocument: boolean;
  private state = VALUE;
  /** True while a string is a key. */
  private isKey = false;
  private key: string | undefined;
  private keyBytes: number[] | undefined;
  private number = '';
  private literal = '';
  private counted = 0;
  private length = 0;

  constructor(structure: Structure, oneDocument: boolean, offset: number) {
    this.structure = structure;
    this.oneDocument = oneDocument;
    this.chunkOffset = offset;
  }

  /** @returns what is wrong, if anything. */
  push(chunk: Buffer): Problem | undefined {
    this.chunkOffset += this.length;
    this.length = chunk.length;
    for (let i = 0; i < chunk.length; i++) {
      const problem = this.byte(chunk[i] as number, this.chunkOffset + i);
      if (problem === undefined) continue;
      const data = chunk.subarray(i, i + SHOWN).toString('utf8');
      return { problem, offset: this.chunkOffset + i, data };
    }
    return undefined;
  }

  end(): Problem | undefined {
    this.chunkOffset += this.length;
    this.length = 0;
    const offset = this.chunkOffset;
    const problem = this.state === NUMBER ? this.endNumber(offset) : undefined;
    if (problem !== undefined) return { problem, offset, data: '' };
    const outside = this.structure.inArray() === undefined;
    if (this.state === DONE || (this.state === VALUE && outside && !this.oneDocument)) return undefined;
    return { problem: this.missing(outside), offset, data: '' };
  }

  /** What is missing at the end of the object. */
  private missing(outside: boolean): string {
    if (this.state === VALUE && outside) return 'The document is empty.';
    if (this.state === STRING || this.state === ESCAPE || this.state === HEX) {
      return 'Missing a closing quotation mark in string.';
    }
    return this.unexpected();
  }

  private byte(byte: number, offset: number): string | undefined {
    switch (this.state) {
      case STRING:
        return this.stringByte(byte, offset);
      case ESCAPE:
        if (!ESCAPED.includes(String.fromCharCode(byte))) return 'Invalid escape character in string.';
        this.keyBytes?.push(byte);
        this.state = byte === 0x75 ? HEX : STRING;
        this.counted = 0;
        return undefined;
      case HEX:
        if (!isHex(byte)) return 'Incorrect hex digit after \\u escape in string.';
        this.keyBytes?.push(byte);
        if (++this.counted === 4) this.state = STRING;
        return undefined;
      case LITERAL:
        if (byte !== this.literal.charCodeAt(this.counted)) return 'Invalid value.';
        if (++this.counted === this.literal.length) this.endValue(offset + 1);
        return undefined;
      case NUMBER: {
        if (isNumberByte(byte)) {
          this.number += String.fromCharCode(byte);
          return this.number.length > MAX_NUMBER ? 'Number too big to be stored in double.' : undefined;
        }
        const problem = this.endNumber(offset);
        return problem ?? this.byte(byte, offset);
      }
      default:
        return isBlank(byte) ? undefined : this.structural(byte, offset);
    }
  }

  private structural(byte: number, offset: number): string | undefined {
    const char = String.fromCharCode(byte);
    switch (this.state) {
      case FIRST_ELEMENT:
        if (char === ']') return this.closeLevel(offset);
        return this.beginValue(byte, offset);
      case VALUE:
        return this.beginValue(byte, offset);
      case FIRST_KEY:
        if (char === '}') return this.closeLevel(offset);
        return this.beginKey(char);
      case KEY:
        return this.beginKey(char);
      case COLON:
        if (char !== ':') return this.unexpected();
        this.state = VALUE;
        return undefined;
      case BEHIND: {
        const array = this.structure.inArray() === true;
        if (char === ',') this.state = array ? VALUE : KEY;
        else if (char === (array ? ']' : '}')) return this.closeLevel(offset);
        else return this.unexpected();
        return undefined;
      }
      default:
        return this.unexpected();
    }
  }

  private unexpected(): string {
    switch (this.state) {
      case FIRST_KEY:
      case KEY:
        return 'Missing a name for object member.';
      case COLON:
        return 'Missing a colon after a name of object member.';
      case BEHIND:
        return this.structure.inArray() === true
          ? 'Missing a comma or ] after an array element.'
          : 'Missing a comma or } after an object member.';
      case DONE:
        return 'The document root must not be followed by other values.';
      default:
        return 'Invalid value.';
    }
  }

  private beginValue(byte: number, offset: number): string | undefined {
    const literal = LITERALS[byte];
    const number = byte === 0x2d || (byte >= 0x30 && byte <= 0x39);
    if (!number && literal === undefined && byte !== 0x22 && byte !== 0x7b && byte !== 0x5b) return 'Invalid value.';
    this.structure.begin(offset, this.key);
    this.key = undefined;
    if (number) {
      this.state = NUMBER;
      this.number = String.fromCharCode(byte);
    } else if (literal !== undefined) {
      this.state = LITERAL;
      this.literal = literal;
      this.counted = 1;
    } else if (byte === 0x22) {
      this.state = STRING;
      this.isKey = false;
      this.keyBytes = undefined;
    } else {
      this.structure.open(byte === 0x5b);
      this.state = byte === 0x5b ? FIRST_ELEMENT : FIRST_KEY;
    }
    return undefined;
  }

  private beginKey(char: string): string | undefined {
    if (char !== '"') return this.unexpected();
    this.state = STRING;
    this.isKey = true;
    this.keyBytes = this.structure.wantsKeys() ? [] : undefined;
    return undefined;
  }

  private stringByte(byte: number, offset: number): string | undefined {
    if (byte === 0x22) {
      if (!this.isKey) {
        this.endValue(offset + 1);
        return undefined;
      }
      this.key = this.keyBytes && keyText(this.keyBytes);
      this.state = COLON;
      return undefined;
    }
    if (byte < 0x20) return 'Invalid encoding in string.';
    if (this.keyBytes !== undefined && this.keyBytes.push(byte) > MAX_KEY) this.keyBytes = undefined;
    if (byte === 0x5c) this.state = ESCAPE;
    return undefined;
  }

  private endNumber(offset: number): string | undefined {
    const problem = numberProblem(this.number);
    if (problem === undefined) this.endValue(offset);
    return problem;
  }

  private closeLevel(offset: number): undefined {
    this.structure.close();
    this.endValue(offset + 1);
  }

  private endValue(offset: number): void {
    this.structure.finish(offset);
    const outside = this.structure.inArray() === undefined;
    this.state = outside ? (this.oneDocument ? DONE : VALUE) : BEHIND;
  }
}
