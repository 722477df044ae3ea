import { isUtf8 } from 'node:buffer';
import { refuse } from '../../errors/refuse.ts';
import { int64, type JsonObject, type JsonValue, MISMATCH } from '../value.ts';

const MAX_DEPTH = 10;
const MAX_ELEMENTS = 5000;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;

/**
 * Reads the bytes of a node, which the scanner has checked.
 * @param numbersAsText keeps numbers as they are written (ParseJsonNumberAsString).
 * @throws OssError `select-not-utf8`, `select-json-node-too-deep`, `select-json-array-too-long`.
 */
export function readNode(bytes: Buffer, numbersAsText: boolean): JsonValue {
  if (!isUtf8(bytes)) throw refuse('select-not-utf8');
  return new NodeReader(bytes.toString('utf8'), numbersAsText).value(0);
}

class NodeReader {
  private readonly text: string;
  private readonly numbersAsText: boolean;
  private at = 0;

  constructor(text: string, numbersAsText: boolean) {
    this.text = text;
    this.numbersAsText = numbersAsText;
  }

  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw refuse('select-json-node-too-deep');
    switch (this.next()) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        this.at += 4;
        return true;
      case 'f':
        this.at += 5;
        return false;
      case 'n':
        this.at += 4;
        return null;
      default:
        return this.number();
    }
  }

  /** The next character that is not blank. */
  private next(): string {
    while (' \n\r\t'.includes(this.text[this.at] as string)) this.at++;
    return this.text[this.at] as string;
  }

  private object(depth: number): JsonObject {
    const members: JsonObject = new Map();
    this.at++;
    while (this.next() !== '}') {
      if (this.text[this.at] === ',') {
        this.at++;
        this.next();
      }
      const key = this.string();
      this.next();
      this.at++;
      members.set(key, this.value(depth + 1));
    }
    this.at++;
    return members;
  }

  private array(depth: number): JsonValue[] {
    const elements: JsonValue[] = [];
    this.at++;
    while (this.next() !== ']') {
      if (this.text[this.at] === ',') this.at++;
      elements.push(this.value(depth + 1));
      if (elements.length > MAX_ELEMENTS) throw refuse('select-json-array-too-long');
    }
    this.at++;
    return elements;
  }

  private string(): string {
    const start = this.at;
    let end = start;
    let escaped = false;
    do {
      end = this.text.indexOf('"', end + 1);
      let back = end;
      while (this.text[back - 1] === '\\') back--;
      escaped = (end - back) % 2 === 1;
    } while (escaped);
    this.at = end + 1;
    const inside = this.text.slice(start + 1, end);
    return inside.includes('\\') ? (JSON.parse(`"${inside}"`) as string) : inside;
  }

  private number(): JsonValue {
    NUMBER.lastIndex = this.at;
    const [text = '', fraction, exponent] = NUMBER.exec(this.text) ?? [];
    this.at += text.length;
    if (this.numbersAsText) return text;
    if (fraction !== undefined || exponent !== undefined) return Number(text);
    try {
      return int64(BigInt(text));
    } catch (error) {
      if (error !== MISMATCH) throw error;
      return Number(text);
    }
  }
}
