import { refuse } from '../../errors/refuse.ts';
import { drive, type Feed, type Progress } from '../drive.ts';
import type { Part } from '../meta.ts';
import { Query } from '../query.ts';
import type { Statement } from '../sql/syntax.ts';
import { CsvColumns } from './columns.ts';
import { CsvOutput, type CsvOutputFormat } from './output.ts';
import { type CsvFormat, CsvReader, type CsvRecord, fieldsOf } from './reader.ts';

export interface CsvSelect {
  readonly statement: Statement;
  readonly input: CsvFormat;
  readonly output: CsvOutputFormat;
  /** What the first line is: names to use, names to pass over, or data. */
  readonly header: 'use' | 'ignore' | 'none';
  readonly keepAllColumns: boolean;
  readonly outputHeader: boolean;
  readonly skipPartial: boolean;
  readonly maxSkipped: number;
}

/** Blocks of an object, from one offset up to another. */
export type Read = (start: number, stop: number) => AsyncGenerator<Buffer>;

/** Bytes of an object within which the delimiters stand before whose records the query reads: a Range header. */
export interface ByteWindow {
  readonly first: number;
  readonly last: number;
}

/**
 * Queries a CSV object, or a part of it.
 * @param window read from its first byte on: the first record is that behind the first delimiter, unless the window begins
 * with the object. The last is the one that begins behind a delimiter of the window.
 * @throws OssError what is wrong with statement or object; see `drive`.
 */
export async function* selectCsv(
  select: CsvSelect,
  read: Read,
  part: Part,
  window: ByteWindow | undefined,
): AsyncGenerator<Progress> {
  const start = window?.first ?? part.start;
  const wantsHeader = select.header === 'use' || (select.header === 'ignore' && select.outputHeader);
  const header = wantsHeader ? await firstRow(read(0, part.stop), select.input) : undefined;
  const columns = new CsvColumns(select.header === 'use' ? header : undefined);
  const { items } = select.statement;
  const places =
    select.keepAllColumns && items !== '*'
      ? items.map((item) => columns.index(item.kind === 'column' ? item.path : []))
      : undefined;
  const output = new CsvOutput(select.output, places);
  const query = new Query(select.statement, columns, output, {
    skipPartial: select.skipPartial,
    maxSkipped: select.maxSkipped,
    exceeded: (line) =>
      refuse('select-csv-too-many-skipped', { Line: String(line), Allowed: String(select.maxSkipped) }),
  });
  const feed = new CsvFeed(select, query, part, window);
  const before = select.outputHeader && header !== undefined ? headerLine(select, columns, output, header) : '';
  yield* drive(read(start, part.stop), feed, before);
}

async function firstRow(blocks: AsyncGenerator<Buffer>, format: CsvFormat): Promise<string[]> {
  const reader = new CsvReader(format);
  for await (const block of blocks) {
    for (const record of reader.push(block)) return fieldsOf(record, format);
  }
  for (const record of reader.end()) return fieldsOf(record, format);
  return [];
}

function headerLine(select: CsvSelect, columns: CsvColumns, output: CsvOutput, header: readonly string[]): string {
  const { items } = select.statement;
  if (items === '*' || select.keepAllColumns) return output.whole(header);
  return output.line(
    items.map(
      (item, i) => item.alias ?? (item.kind === 'column' ? (header[columns.index(item.path)] ?? '') : `_${i + 1}`),
    ),
  );
}

class CsvFeed implements Feed {
  done = false;
  private readonly input: CsvFormat;
  private readonly query: Query<readonly string[]>;
  private readonly reader: CsvReader;
  private readonly part: Part;
  private readonly window: ByteWindow | undefined;
  /** True until the header has been passed over, or the piece of a record with which a window begins. */
  private passOver: boolean;

  constructor(
    { input, header }: CsvSelect,
    query: Query<readonly string[]>,
    part: Part,
    window: ByteWindow | undefined,
  ) {
    const start = window?.first ?? part.start;
    this.input = input;
    this.query = query;
    this.part = part;
    this.window = window;
    this.reader = new CsvReader(input, start, part.line);
    this.passOver = start === 0 ? header !== 'none' : window !== undefined;
  }

  *push(block: Buffer): Generator<string> {
    for (const record of this.reader.push(block)) {
      yield this.take(record, true);
      if (this.done) return;
    }
  }

  *end(): Generator<string> {
    if (!this.done) for (const record of this.reader.end()) yield this.take(record, false);
    yield this.query.finish();
  }

  private take(record: CsvRecord, delimited: boolean): string {
    if (this.isBeyond(record, delimited)) {
      this.done = true;
      return '';
    }
    if (this.passOver) {
      this.passOver = false;
      return '';
    }
    const { firstLine, lastLine } = this.part;
    if (record.line < firstLine) return '';
    const text = record.line > lastLine ? '' : this.query.take(fieldsOf(record, this.input), record.line);
    this.done = this.query.done || record.line >= lastLine;
    return text;
  }

  /**
   * Whether the delimiter before a record lies behind the window.
   * @throws OssError `select-range-without-delimiter` when none lies inside.
   */
  private isBeyond({ start, bytes }: CsvRecord, delimited: boolean): boolean {
    const { window } = this;
    if (window === undefined) return false;
    const isFirst = start === window.first;
    if (!isFirst) return start - this.input.recordDelimiter.length > window.last;
    const whole = start === 0 && window.last >= this.part.stop - 1;
    if (whole || (delimited && start + bytes.length <= window.last)) return false;
    const range = `${window.first}-${window.last}`;
    throw refuse('select-range-without-delimiter', { ArgumentName: 'Range', ArgumentValue: `bytes=${range}` });
  }
}
