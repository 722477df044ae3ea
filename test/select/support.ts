import { OssError } from '../../src/errors/oss-error.ts';
import { type ByteWindow, type CsvSelect, type Read, selectCsv } from '../../src/select/csv/select.ts';
import type { Progress } from '../../src/select/drive.ts';
import { type JsonSelect, selectJson } from '../../src/select/json/select.ts';
import { wholeOf } from '../../src/select/meta.ts';
import { checkStatement } from '../../src/select/sql/check.ts';
import { parseStatement } from '../../src/select/sql/parse.ts';

/** What a query over a text found, and what ended it: the cause of a refusal, if any. */
export interface Found {
  readonly text: string;
  readonly cause: string | undefined;
}

export type CsvOptions = Partial<Omit<CsvSelect, 'statement'>> & {
  readonly blockBytes?: number;
  readonly window?: ByteWindow;
};

export const CSV_INPUT: CsvSelect['input'] = {
  recordDelimiter: Buffer.from('\n'),
  fieldDelimiter: ',',
  quote: '"',
  comment: undefined,
  quotedRecordDelimiter: true,
};

/** Runs a statement over a CSV text. */
export function csv(sql: string, content: string | Buffer, options: CsvOptions = {}): Promise<Found> {
  const bytes = Buffer.from(content);
  const { blockBytes = bytes.length, window, ...given } = options;
  return collect(() => {
    const statement = parseStatement(sql);
    checkStatement(statement, given.keepAllColumns ?? false);
    const select: CsvSelect = {
      statement,
      input: CSV_INPUT,
      output: { recordDelimiter: '\n', fieldDelimiter: ',', quote: '"' },
      header: 'none',
      keepAllColumns: false,
      outputHeader: false,
      skipPartial: false,
      maxSkipped: 0,
      ...given,
    };
    return selectCsv(select, reading(bytes, blockBytes), wholeOf(bytes.length), window);
  });
}

export type JsonOptions = Partial<Omit<JsonSelect, 'statement'>> & { readonly blockBytes?: number };

/** Runs a statement over a JSON text, documents that follow each other unless it is said otherwise. */
export function json(sql: string, content: string | Buffer, options: JsonOptions = {}): Promise<Found> {
  const bytes = Buffer.from(content);
  const { blockBytes = bytes.length, ...given } = options;
  return collect(() => {
    const statement = parseStatement(sql);
    checkStatement(statement, false);
    const select: JsonSelect = {
      statement,
      type: 'LINES',
      numbersAsText: false,
      recordDelimiter: '\n',
      skipPartial: false,
      maxSkipped: 0,
      ...given,
    };
    return selectJson(select, reading(bytes, blockBytes), wholeOf(bytes.length));
  });
}

/** Blocks in one buffer that is used again, as the store's are. */
export function reading(bytes: Buffer, blockBytes: number): Read {
  return async function* (start, stop) {
    const block = Buffer.alloc(Math.max(1, blockBytes));
    for (let at = start; at < stop; at += block.length) {
      yield block.subarray(0, bytes.copy(block, 0, at, Math.min(stop, at + block.length)));
    }
  };
}

async function collect(start: () => AsyncGenerator<Progress>): Promise<Found> {
  let text = '';
  try {
    for await (const { data } of start()) text += data.toString('utf8');
    return { text, cause: undefined };
  } catch (error) {
    if (error instanceof OssError) return { text, cause: error.cause };
    throw error;
  }
}
