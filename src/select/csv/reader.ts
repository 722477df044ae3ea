import { isUtf8 } from 'node:buffer';
import { refuse } from '../../errors/refuse.ts';

/** Bytes of one row. */
const MAX_ROW = 256 * 1024;
const EMPTY = Buffer.alloc(0);

export interface CsvFormat {
  /** One or two bytes. */
  readonly recordDelimiter: Buffer;
  /** One byte each. */
  readonly fieldDelimiter: string;
  readonly quote: string;
  /** Rows that begin with it are passed over. */
  readonly comment: string | undefined;
  /** Whether a record delimiter inside quotes is text. */
  readonly quotedRecordDelimiter: boolean;
}

export interface CsvRecord {
  /** Counted from 0, comments included. */
  readonly line: number;
  /** Offset of its first byte in the object. */
  readonly start: number;
  /** Without its delimiter; valid until the next `push`. */
  readonly bytes: Buffer;
}

/** Cuts bytes into CSV records as they come. It keeps one unfinished record at most. */
export class CsvReader {
  private readonly format: CsvFormat;
  private readonly quoteByte: number;
  private readonly commentByte: number | undefined;
  private kept: Buffer = EMPTY;
  private line: number;
  private offset: number;

  /** @param offset and `line` of the first byte that will be pushed. */
  constructor(format: CsvFormat, offset = 0, line = 0) {
    this.format = format;
    this.quoteByte = format.quote.charCodeAt(0);
    this.commentByte = format.comment?.charCodeAt(0);
    this.offset = offset;
    this.line = line;
  }

  /** The records that end in `chunk`, comments left out. @throws OssError `select-csv-line`. */
  *push(chunk: Buffer): Generator<CsvRecord> {
    const data = this.kept.length === 0 ? chunk : Buffer.concat([this.kept, chunk]);
    const { length } = this.format.recordDelimiter;
    const search = new Search(data, this.format, this.quoteByte);
    let at = 0;
    for (let end = search.recordEnd(at); end !== -1; end = search.recordEnd(at)) {
      const record = this.record(data.subarray(at, end));
      at = end + length;
      this.offset += record.bytes.length + length;
      if (!this.isComment(record.bytes)) yield record;
    }
    if (data.length - at > MAX_ROW) throw tooLong(this.line);
    this.kept = Buffer.from(data.subarray(at));
  }

  /** The last record, when no delimiter stands behind it. */
  *end(): Generator<CsvRecord> {
    if (this.kept.length === 0) return;
    const record = this.record(this.kept);
    if (!this.isComment(record.bytes)) yield record;
  }

  /** How many records there were, comments included. */
  get lines(): number {
    return this.line;
  }

  private record(bytes: Buffer): CsvRecord {
    if (bytes.length > MAX_ROW) throw tooLong(this.line);
    return { line: this.line++, start: this.offset, bytes };
  }

  private isComment(bytes: Buffer): boolean {
    return this.commentByte !== undefined && bytes[0] === this.commentByte;
  }
}

function tooLong(line: number) {
  return refuse('select-csv-line', { Line: String(line), Problem: 'it is longer than 262144 bytes' });
}

/** Finds delimiters and quotes in a piece of data, looking at each byte once. */
class Search {
  private readonly data: Buffer;
  private readonly delimiter: Buffer;
  private readonly quoteByte: number | undefined;
  private nextDelimiter = -2;
  private nextQuote = -2;

  constructor(data: Buffer, format: CsvFormat, quoteByte: number) {
    this.data = data;
    this.delimiter = format.recordDelimiter;
    this.quoteByte = format.quotedRecordDelimiter ? quoteByte : undefined;
  }

  /** Where the delimiter of the record that begins at `at` stands; -1 when it is not here yet. */
  recordEnd(at: number): number {
    let from = at;
    for (;;) {
      const end = this.delimiterFrom(from);
      const open = this.quoteFrom(from);
      if (open === -1 || (end !== -1 && end < open)) return end;
      const close = this.quoteFrom(open + 1);
      if (close === -1) return -1;
      from = close + 1;
    }
  }

  private delimiterFrom(from: number): number {
    if (this.nextDelimiter !== -1 && this.nextDelimiter < from) {
      this.nextDelimiter = this.data.indexOf(this.delimiter, from);
    }
    return this.nextDelimiter;
  }

  private quoteFrom(from: number): number {
    if (this.quoteByte === undefined) return -1;
    if (this.nextQuote !== -1 && this.nextQuote < from) this.nextQuote = this.data.indexOf(this.quoteByte, from);
    return this.nextQuote;
  }
}

/** The fields of a record. @throws OssError `select-not-utf8`, `select-csv-line`. */
export function fieldsOf({ bytes, line }: CsvRecord, { fieldDelimiter, quote }: CsvFormat): string[] {
  if (!isUtf8(bytes)) throw refuse('select-not-utf8').because({ line });
  const text = bytes.toString('utf8');
  if (!text.includes(quote)) return text.split(fieldDelimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === quote;
    const end = quoted ? closing(text, quote, at, line) : behind(text.indexOf(fieldDelimiter, at), text);
    if (quoted && end < text.length && text[end] !== fieldDelimiter) {
      throw refuse('select-csv-line', { Line: String(line), Problem: 'text follows a closing quote' });
    }
    const raw = quoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
    fields.push(raw.includes(quote) ? unquoted(raw, quote, line) : raw);
    if (end === text.length) return fields;
    at = end + 1;
  }
}

function behind(index: number, text: string): number {
  return index === -1 ? text.length : index;
}

/** Where the quoted field that begins at `at` ends: behind its closing quote. */
function closing(text: string, quote: string, at: number, line: number): number {
  for (let from = at + 1; ; ) {
    const found = text.indexOf(quote, from);
    if (found === -1) throw refuse('select-csv-line', { Line: String(line), Problem: 'a quote is not closed' });
    if (text[found + 1] !== quote) return found + 1;
    from = found + 2;
  }
}

/** Two quotes stand for one; an odd number of them in a row is wrong (SelectObject page, MaxSkippedRecordsAllowed). */
function unquoted(text: string, quote: string, line: number): string {
  let result = '';
  let at = 0;
  for (let found = text.indexOf(quote); found !== -1; found = text.indexOf(quote, at)) {
    if (text[found + 1] !== quote) {
      throw refuse('select-csv-line', { Line: String(line), Problem: 'a quote stands inside a field' });
    }
    result += text.slice(at, found + 1);
    at = found + 2;
  }
  return result + text.slice(at);
}
