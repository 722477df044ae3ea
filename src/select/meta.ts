import { refuse } from '../errors/refuse.ts';
import { type CsvFormat, CsvReader, fieldsOf } from './csv/reader.ts';
import { JsonScanner } from './json/scanner.ts';

/** Bytes after which a split ends with its row. */
const SPLIT_BYTES = 4 * 1024 * 1024;

/** What CreateSelectObjectMeta finds out about an object. */
export interface SelectMeta {
  readonly rows: number;
  /** Of the first row; undefined for JSON. */
  readonly columns: number | undefined;
  readonly splits: readonly Split[];
  /** Bytes of the object. */
  readonly size: number;
  /** How the object was read; a query by range must read it alike. */
  readonly reading: string;
}

/** Rows that stand together: where the first of them is. */
interface Split {
  readonly offset: number;
  readonly line: number;
}

/** Reads a CSV object to its end. @throws OssError `select-csv-line`, `select-not-utf8`. */
export async function csvMeta(blocks: AsyncIterable<Buffer>, format: CsvFormat): Promise<SelectMeta> {
  const reader = new CsvReader(format);
  const splits = new Splits();
  let columns = 0;
  let size = 0;
  const take = (records: ReturnType<CsvReader['push']>): void => {
    for (const record of records) {
      const fields = fieldsOf(record, format);
      if (record.line === 0) columns = fields.length;
      splits.row(record.start, record.line);
    }
  };
  for await (const block of blocks) {
    size += block.length;
    take(reader.push(block));
  }
  take(reader.end());
  return { rows: reader.lines, columns, splits: splits.found, size, reading: readingOf(format) };
}

/** Reads an object of JSON documents to its end. @throws OssError `select-not-json` and its like. */
export async function jsonMeta(blocks: AsyncIterable<Buffer>): Promise<SelectMeta> {
  const scanner = new JsonScanner([], false);
  const splits = new Splits();
  let size = 0;
  const take = ({ nodes, fault }: ReturnType<JsonScanner['push']>): void => {
    for (const { start, line } of nodes) splits.row(start, line);
    if (fault !== undefined) throw fault;
  };
  for await (const block of blocks) {
    size += block.length;
    take(scanner.push(block));
  }
  take(scanner.end());
  return { rows: scanner.lines, columns: undefined, splits: splits.found, size, reading: readingOf(undefined) };
}

/** What must be the same in the metadata and in a query by range. @param format undefined for JSON. */
export function readingOf(format: CsvFormat | undefined): string {
  if (format === undefined) return 'json';
  return JSON.stringify([format.recordDelimiter.toString('latin1'), format.fieldDelimiter, format.quote]);
}

class Splits {
  readonly found: Split[] = [];

  row(offset: number, line: number): void {
    const last = this.found.at(-1);
    if (last === undefined || offset - last.offset >= SPLIT_BYTES) this.found.push({ offset, line });
  }
}

/** `line-range=first-last` or `split-range=first-last`; either number may be missing, as in an HTTP Range. */
export interface SelectRange {
  readonly unit: 'line' | 'split';
  readonly text: string;
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** @throws OssError `select-range-malformed`, `select-line-range-invalid`, `select-split-range-invalid`. */
export function parseRange(value: string): SelectRange {
  const m = /^(line|split)-range=(.*)$/s.exec(value);
  if (m === null) throw refuse('select-range-malformed', { Value: value });
  const unit = m[1] as SelectRange['unit'];
  const text = m[2] as string;
  const numbers = /^(\d{0,15})-(\d{0,15})$/.exec(text);
  const first = numberOf(numbers?.[1]);
  const last = numberOf(numbers?.[2]);
  const backwards = first !== undefined && last !== undefined && first > last;
  if (backwards || (first === undefined && last === undefined)) throw outside({ unit, text });
  return { unit, text, first, last };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

function outside({ unit, text }: Pick<SelectRange, 'unit' | 'text'>) {
  return refuse(unit === 'line' ? 'select-line-range-invalid' : 'select-split-range-invalid', { Range: text });
}

/** The part of an object that a query reads. */
export interface Part {
  /** Offset of the first byte, and the offset behind the last one. */
  readonly start: number;
  readonly stop: number;
  /** Number of the row that begins at `start`. */
  readonly line: number;
  /** The rows to take, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Finds the part that a range names. @throws OssError `select-line-range-invalid`, `select-split-range-invalid`. */
export function partOf(meta: SelectMeta, range: SelectRange): Part {
  const { splits, rows, size } = meta;
  const total = range.unit === 'line' ? rows : splits.length;
  const first = range.first ?? Math.max(0, total - (range.last as number));
  const last = range.first === undefined ? total - 1 : Math.min(range.last ?? total - 1, total - 1);
  if (first >= total) throw outside(range);
  if (range.unit === 'split') {
    const from = splits[first] as Split;
    const stop = splits[last + 1]?.offset ?? size;
    return { start: from.offset, stop, line: from.line, firstLine: from.line, lastLine: Number.POSITIVE_INFINITY };
  }
  const from = splits.findLast(({ line }) => line <= first) as Split;
  const stop = splits.find(({ line }) => line > last)?.offset ?? size;
  return { start: from.offset, stop, line: from.line, firstLine: first, lastLine: last };
}

/** The whole of an object. @param size bytes. */
export function wholeOf(size: number): Part {
  return { start: 0, stop: size, line: 0, firstLine: 0, lastLine: Number.POSITIVE_INFINITY };
}
