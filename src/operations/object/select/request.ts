import { isUtf8 } from 'node:buffer';
import { refuse } from '../../../errors/refuse.ts';
import type { CsvFormat } from '../../../select/csv/reader.ts';
import type { CsvSelect } from '../../../select/csv/select.ts';
import type { JsonSelect } from '../../../select/json/select.ts';
import { parseRange, type SelectRange } from '../../../select/meta.ts';
import { checkStatement } from '../../../select/sql/check.ts';
import { parseStatement } from '../../../select/sql/parse.ts';
import type { Statement } from '../../../select/sql/syntax.ts';
import { child, childText, type XmlNode } from '../../../xml/read.ts';
import { receiveDocument } from '../../document.ts';
import type { Call } from '../../operation.ts';
import { bytesOf, decodeBase64 } from './delimiters.ts';

const MAX_DOCUMENT_BYTES = 256 * 1024;
const MAX_SQL_BYTES = 16 * 1024;
const NONE: XmlNode = { name: '', text: '', children: [] };

/** How a query is answered, whatever it reads. */
interface AnswerOptions {
  readonly gzip: boolean;
  /** Plain bytes in place of frames. */
  readonly raw: boolean;
  readonly checksums: boolean;
  readonly range: SelectRange | undefined;
}

export type SelectRequest = AnswerOptions &
  ({ readonly format: 'csv'; readonly select: CsvSelect } | { readonly format: 'json'; readonly select: JsonSelect });

/**
 * Reads the body of a SelectObject (operations.md §11.2; SelectObject page).
 * @throws OssError `select-malformed-xml` and others of the family `select-*`.
 */
export async function receiveSelect(call: Call, format: 'csv' | 'json'): Promise<SelectRequest> {
  const root = await receive(call, ['SelectRequest']);
  const input = child(root, 'InputSerialization') ?? NONE;
  const output = child(root, 'OutputSerialization') ?? NONE;
  const serialization = child(input, format === 'csv' ? 'CSV' : 'JSON') ?? NONE;
  const gzip = compression(input) === 'gzip';
  const raw = flag(output, 'OutputRawData', false);
  const checksums = flag(output, 'EnablePayloadCrc', false);
  if (raw && checksums) throw refuse('select-raw-with-crc');
  const range = rangeOf(serialization);
  const keepAllColumns = format === 'csv' && flag(output, 'KeepAllColumns', false);
  const statement = readStatement(root, keepAllColumns);
  if (format === 'json') return { format, gzip, raw, checksums, range, select: jsonSelect(root, statement, range) };
  if (statement.from.length > 0) throw refuse('select-sql-path-in-csv');
  return { format, gzip, raw, checksums, range, select: csvSelect(root, statement, keepAllColumns) };
}

/** The body of a CreateSelectObjectMeta. */
export interface MetaRequest {
  /** How CSV rows are cut; undefined for JSON. */
  readonly csv: CsvFormat | undefined;
  readonly overwrite: boolean;
}

/** @throws OssError `select-malformed-xml`, `select-json-type-invalid` and others of the family `select-*`. */
export async function receiveMetaRequest(call: Call, format: 'csv' | 'json'): Promise<MetaRequest> {
  const root = await receive(call, [format === 'csv' ? 'CsvMetaRequest' : 'JsonMetaRequest', 'SelectMetaRequest']);
  const input = child(root, 'InputSerialization') ?? NONE;
  if (compression(input) === 'gzip') throw unsupported(textOf(input, 'CompressionType'));
  if (format === 'json') {
    const type = textOf(child(input, 'JSON') ?? NONE, 'Type');
    if (type.toUpperCase() !== 'LINES') throw badType(type);
  }
  const csv = format === 'csv' ? csvFormat(child(input, 'CSV') ?? NONE) : undefined;
  return { csv, overwrite: flag(root, 'OverwriteIfExists', false) };
}

async function receive(call: Call, names: readonly string[]): Promise<XmlNode> {
  const malformed = () => refuse('select-malformed-xml');
  const root = await receiveDocument(call, { limit: MAX_DOCUMENT_BYTES, malformed });
  if (root === undefined || !names.includes(root.name)) throw malformed();
  return root;
}

function readStatement(root: XmlNode, keepAllColumns: boolean): Statement {
  const expression = textOf(root, 'Expression');
  if (expression === '') throw refuse('select-expression-empty');
  const sql = decodeBase64(expression);
  if (sql === undefined || sql.length > MAX_SQL_BYTES || !isUtf8(sql)) throw refuse('select-expression-invalid');
  const statement = parseStatement(sql.toString('utf8'));
  checkStatement(statement, keepAllColumns);
  return statement;
}

function csvSelect(root: XmlNode, statement: Statement, keepAllColumns: boolean): CsvSelect {
  const csv = child(child(root, 'InputSerialization') ?? NONE, 'CSV') ?? NONE;
  const output = child(root, 'OutputSerialization') ?? NONE;
  const csvOutput = child(output, 'CSV') ?? NONE;
  const input = csvFormat(csv);
  return {
    statement,
    input,
    output: {
      recordDelimiter: bytesOf(csvOutput, 'RecordDelimiter', '\n', 2, 'select-output-record-delimiter-invalid'),
      fieldDelimiter: bytesOf(csvOutput, 'FieldDelimiter', ',', 1, 'select-output-delimiter-invalid'),
      quote: input.quote,
    },
    header: headerInfo(csv),
    keepAllColumns,
    outputHeader: flag(output, 'OutputHeader', false),
    ...tolerance(root),
  };
}

function jsonSelect(root: XmlNode, statement: Statement, range: SelectRange | undefined): JsonSelect {
  const json = child(child(root, 'InputSerialization') ?? NONE, 'JSON') ?? NONE;
  const output = child(child(root, 'OutputSerialization') ?? NONE, 'JSON') ?? NONE;
  const sent = textOf(json, 'Type');
  const type = sent.toUpperCase();
  if (type !== 'DOCUMENT' && type !== 'LINES') throw badType(sent);
  if (type === 'DOCUMENT' && range !== undefined) {
    throw refuse('select-range-of-document', { ArgumentName: 'Range', ArgumentValue: textOf(json, 'Range') });
  }
  return {
    statement,
    type,
    numbersAsText: flag(json, 'ParseJsonNumberAsString', false),
    recordDelimiter: bytesOf(output, 'RecordDelimiter', '\n', 2, 'select-output-record-delimiter-invalid'),
    ...tolerance(root),
  };
}

function csvFormat(csv: XmlNode): CsvFormat {
  const comment = bytesOf(csv, 'CommentCharacter', '', 1, 'select-comment-invalid');
  return {
    recordDelimiter: Buffer.from(bytesOf(csv, 'RecordDelimiter', '\n', 2, 'select-record-delimiter-invalid'), 'latin1'),
    fieldDelimiter: bytesOf(csv, 'FieldDelimiter', ',', 1, 'select-input-delimiter-invalid'),
    quote: bytesOf(csv, 'QuoteCharacter', '"', 1, 'select-quote-invalid'),
    comment: comment === '' ? undefined : comment,
    quotedRecordDelimiter: flag(csv, 'AllowQuotedRecordDelimiter', true),
  };
}

function tolerance(root: XmlNode): { readonly skipPartial: boolean; readonly maxSkipped: number } {
  const options = child(root, 'Options') ?? NONE;
  const text = textOf(options, 'MaxSkippedRecordsAllowed');
  if (!/^\d{0,15}$/.test(text)) throw refuse('select-max-skipped-invalid', { Value: text });
  return { skipPartial: flag(options, 'SkipPartialDataRecord', false), maxSkipped: Number(text) };
}

function rangeOf(serialization: XmlNode): SelectRange | undefined {
  const text = textOf(serialization, 'Range');
  return text === '' ? undefined : parseRange(text);
}

function headerInfo(csv: XmlNode): 'use' | 'ignore' | 'none' {
  const sent = textOf(csv, 'FileHeaderInfo');
  const info = sent.toLowerCase();
  if (info === '' || info === 'none') return 'none';
  if (info === 'use' || info === 'ignore') return info;
  throw refuse('select-header-info-invalid', { ArgumentName: 'FileHeaderInfo', ArgumentValue: sent });
}

function compression(input: XmlNode): 'none' | 'gzip' {
  const sent = textOf(input, 'CompressionType');
  const type = sent.toLowerCase();
  if (type === '' || type === 'none') return 'none';
  if (type === 'gzip') return type;
  throw unsupported(sent);
}

function unsupported(sent: string) {
  return refuse('select-compression-unsupported', { Value: sent });
}

function badType(sent: string) {
  return refuse('select-json-type-invalid', { ArgumentName: 'Type', ArgumentValue: sent });
}

/** A switch, in any case: Python sends True. @throws OssError `select-malformed-xml`. */
function flag(parent: XmlNode, name: string, absent: boolean): boolean {
  const text = textOf(parent, name).toLowerCase();
  if (text === '') return absent;
  if (text !== 'true' && text !== 'false') throw refuse('select-malformed-xml');
  return text === 'true';
}

function textOf(parent: XmlNode, name: string): string {
  return childText(parent, name)?.trim() ?? '';
}
