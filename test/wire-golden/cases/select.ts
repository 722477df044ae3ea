import { gzipSync } from 'node:zlib';
import type { Cause } from '../../../src/errors/refuse.ts';
import type { Case, Cases, SignedAsk } from '../support/case.ts';

const KEY = 'people.csv';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const stored = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  body,
  headers,
});
const CSV = stored('name,age\nLora,27\nRosie,44\n');
const JSON_LINES = stored('{"name":"Lora","age":27}\n{"name":"Rosie","age":44}\n');

interface Parts {
  readonly input?: string;
  readonly output?: string;
  readonly options?: string;
}

const process = (action: string, body: string, headers: Readonly<Record<string, string>> = {}): SignedAsk => ({
  method: 'POST',
  key: KEY,
  query: `x-oss-process=${encodeURIComponent(action)}`,
  body,
  headers,
});
const request = (format: 'csv' | 'json', sql: string, { input = '', output = '', options = '' }: Parts = {}): string =>
  `<SelectRequest><Expression>${base64(sql)}</Expression><InputSerialization>${
    input || (format === 'json' ? '<JSON><Type>LINES</Type></JSON>' : '<CSV/>')
  }</InputSerialization><OutputSerialization>${output}</OutputSerialization><Options>${options}</Options></SelectRequest>`;
const select = (sql: string, parts?: Parts): SignedAsk => process('csv/select', request('csv', sql, parts));
const selectJson = (sql: string, parts?: Parts): SignedAsk => process('json/select', request('json', sql, parts));
const meta = (inside: string): SignedAsk => process('csv/meta', `<CsvMetaRequest>${inside}</CsvMetaRequest>`);

const ALL = 'select * from ossobject';
const RAW = '<OutputRawData>true</OutputRawData>';
const csvInput = (name: string, value: string): Parts => ({ input: `<CSV><${name}>${value}</${name}></CSV>` });
const where = (condition: string): string => `select _1 from ossobject where ${condition}`;

/** A refused query of a CSV object; the file is named as the cause. */
const refused = (cause: Cause, rule: string, ask: SignedAsk, before: readonly SignedAsk[] = [CSV]): Case => ({
  name: cause.replace(/^select-/, ''),
  rule,
  cause,
  before,
  ask,
});
/** A statement that is refused, whatever the object. */
const refusedSql = (cause: Cause, rule: string, sql: string, parts?: Parts): Case =>
  refused(cause, rule, select(sql, parts));

const STATEMENTS: readonly Case[] = [
  refusedSql('select-sql-syntax', 'a statement is of one form', 'select _1 from ossobject order by _1'),
  refusedSql('select-sql-too-many-in', 'IN has 1,024 values', where(`_1 in (${'1,'.repeat(1024)}1)`)),
  refusedSql('select-sql-column-name-length', 'a name has 1,024 bytes', `select ${'a'.repeat(1025)} from ossobject`),
  refusedSql('select-sql-too-many-columns', 'there are 1,000 columns', `select ${'_1,'.repeat(1000)}_1 from ossobject`),
  refusedSql('select-sql-column-index', 'columns are counted from 1', 'select _0 from ossobject'),
  refusedSql('select-sql-aggregate-type', 'columns are texts until cast', 'select sum(_1) from ossobject'),
  refusedSql(
    'select-sql-aggregate-timestamp',
    'timestamps have no sum',
    'select sum(cast(_1 as timestamp)) from ossobject',
  ),
  refusedSql('select-sql-in-types-differ', 'IN has values of one type', where("_1 in (1, 'a')")),
  refusedSql('select-sql-escape-is-wildcard', 'a wildcard does not escape', where("_1 like 'a' escape '%'")),
  refusedSql('select-sql-escape-length', 'one character escapes', where("_1 like 'a' escape 'ab'")),
  refusedSql('select-sql-escape-dangling', 'something follows the escape', where("_1 like 'a#' escape '#'")),
  refusedSql('select-sql-limit', 'LIMIT is at least 1', `${ALL} limit 0`),
  refusedSql('select-sql-too-many-wildcards', 'a pattern has five runs', where("_1 like '%a%b%c%d%e%'")),
  refusedSql('select-sql-too-many-conditions', 'there are 20 conditions', where(`_1 = 1${' or _1 = 1'.repeat(20)}`)),
  refusedSql('select-sql-conditions-too-deep', 'there are 10 levels', where(`${'not '.repeat(11)}_1 = 1`)),
  refusedSql('select-sql-cast-twice', 'a column has one type', where('cast(_1 as int) = 1 or cast(_1 as double) = 1')),
  refusedSql('select-sql-operand-types-differ', 'BETWEEN has one type', where("cast(_1 as int) between 'a' and 'b'")),
  refusedSql('select-sql-column-unknown', 'a header names columns', 'select city from ossobject', {
    ...csvInput('FileHeaderInfo', 'Use'),
  }),
  refusedSql('select-sql-timestamp-format', 'formats are known', where("_1 > cast('1' as timestamp format 'Y')")),
  refusedSql(
    'select-sql-timestamp-mismatch',
    'a constant has the format named',
    where("_1 > cast('1' as timestamp format 'YYYYMMDD')"),
  ),
  refusedSql('select-sql-timestamp-value', 'a constant has some format', where("_1 > cast('never' as timestamp)")),
  refusedSql('select-sql-like-operand', 'LIKE is about columns', where("'a' like 'a'")),
  refusedSql('select-sql-aggregate-and-column', 'a row is not all rows', 'select count(*), _1 from ossobject'),
  refusedSql(
    'select-sql-too-many-aggregates',
    'there are 100',
    `select ${'count(*),'.repeat(100)}count(*) from ossobject`,
  ),
  refusedSql('select-sql-star-and-column', 'a star is every column', 'select *, _1 from ossobject'),
  refusedSql('select-sql-keep-columns-aggregate', 'aggregates have no place', 'select count(*) from ossobject', {
    output: '<KeepAllColumns>true</KeepAllColumns>',
  }),
  refusedSql('select-sql-keep-columns-duplicate', 'a column has one place', 'select _1, _1 from ossobject', {
    output: '<KeepAllColumns>true</KeepAllColumns>',
  }),
  refusedSql('select-sql-arithmetic-operand', 'arithmetic is about numbers', where("_1 + 'a' > 1")),
  refusedSql('select-sql-and-operand', 'AND joins conditions', where('_1 and _2 = 1')),
  refusedSql('select-sql-or-operand', 'OR joins conditions', where('_1 or _2 = 1')),
  refusedSql('select-sql-not-operand', 'NOT is about conditions', where('not _1')),
  refusedSql('select-sql-is-null-operand', 'a constant is null or not', where('1 is null')),
  refusedSql('select-sql-comparison-types', 'like is compared with like', where("1 = 'a'")),
  refusedSql('select-sql-concat-constants', 'constants are written as one', where("'a' || 'b' = _1")),
  refusedSql('select-sql-nested-column-in-csv', 'a CSV column has no members', 'select a.b from ossobject'),
  refusedSql('select-sql-path-in-csv', 'a CSV object has no paths', 'select * from ossobject.a'),
  refused('select-sql-negative-index', 'elements are counted from 0', selectJson('select s.a[-1] from ossobject s')),
  refused(
    'select-sql-path-too-deep',
    'a path has ten levels',
    selectJson(`select s${'.a'.repeat(11)} from ossobject s`),
  ),
  refused('select-sql-wildcard', 'a column is one value', selectJson('select s.a[*] from ossobject s')),
];

/** operations.md §11.2. */
export const selectCases: Cases = {
  SelectObject: [
    {
      name: 'frames',
      rule: 'rows come in data frames, the end in a frame of its own',
      before: [CSV],
      ask: select('select name from ossobject where age > 30', csvInput('FileHeaderInfo', 'Use')),
    },
    {
      name: 'frames-checked',
      rule: 'with EnablePayloadCrc every payload has its checksum',
      before: [CSV],
      ask: select(ALL, { output: '<EnablePayloadCrc>true</EnablePayloadCrc>' }),
    },
    { name: 'no-rows', rule: 'no row is found in the end frame alone', before: [CSV], ask: select(where("_1 = 'x'")) },
    { name: 'raw', rule: 'raw output is the rows', before: [CSV], ask: select(`${ALL} limit 2`, { output: RAW }) },
    {
      name: 'raw-json',
      rule: 'rows of JSON are JSON',
      before: [JSON_LINES],
      ask: selectJson('select s.name from ossobject s where s.age > 30', { output: RAW }),
    },
    {
      name: 'raw-gzip',
      rule: 'compressed objects are read as what they hold',
      before: [stored(gzipSync('a,1\nb,2\n'))],
      ask: select('select _2 from ossobject', {
        input: '<CompressionType>GZIP</CompressionType><CSV/>',
        output: RAW,
      }),
    },
    {
      name: 'line-range',
      rule: 'a range of rows is read once there is metadata',
      before: [CSV, meta('')],
      ask: select(ALL, { ...csvInput('Range', 'line-range=1-1'), output: RAW }),
    },
    {
      name: 'fault-behind-the-first-block',
      rule: 'what goes wrong later stands in the end frame',
      before: [stored(`${'1\n'.repeat(140_000)}x\n`)],
      ask: select('select _1 from ossobject where _1 > 1'),
    },
    {
      name: 'not-modified',
      rule: 'conditions count as they do in GetObject',
      before: [CSV],
      ask: process('csv/select', request('csv', ALL), { 'If-Modified-Since': 'Thu, 31 Oct 2024 08:00:00 GMT' }),
    },
    refused('no-such-key', 'the object exists', select(ALL), []),
    refused('object-not-restored', 'an archived object is restored first', select(ALL), [
      stored('a\n', { 'x-oss-storage-class': 'Archive' }),
    ]),
    refused('select-malformed-xml', 'the body is a SelectRequest', process('csv/select', '<Select/>')),
    refused('select-expression-empty', 'there is a statement', process('csv/select', '<SelectRequest/>')),
    refused(
      'select-expression-invalid',
      'the statement is Base64',
      process('csv/select', '<SelectRequest><Expression>select</Expression></SelectRequest>'),
    ),
    refusedSql('select-compression-unsupported', 'there are two compressions', ALL, {
      input: '<CompressionType>bzip2</CompressionType>',
    }),
    refusedSql('select-header-info-invalid', 'a header has three uses', ALL, csvInput('FileHeaderInfo', 'abc')),
    refusedSql('select-input-delimiter-invalid', 'one byte delimits', ALL, csvInput('FieldDelimiter', base64('ab'))),
    refusedSql('select-record-delimiter-invalid', 'two bytes end', ALL, csvInput('RecordDelimiter', 'CnNhZGFzZA==')),
    refusedSql('select-quote-invalid', 'one byte quotes', ALL, csvInput('QuoteCharacter', base64('""'))),
    refusedSql('select-comment-invalid', 'one byte begins comments', ALL, csvInput('CommentCharacter', 'abc')),
    refusedSql('select-output-delimiter-invalid', 'output delimiters are Base64', ALL, {
      output: '<CSV><FieldDelimiter>|</FieldDelimiter></CSV>',
    }),
    refusedSql('select-output-record-delimiter-invalid', 'output ends are Base64', ALL, {
      output: '<CSV><RecordDelimiter>|</RecordDelimiter></CSV>',
    }),
    refusedSql('select-max-skipped-invalid', 'skipped rows are counted', ALL, {
      options: '<MaxSkippedRecordsAllowed>abc</MaxSkippedRecordsAllowed>',
    }),
    refusedSql('select-raw-with-crc', 'raw output has no checksums', ALL, {
      output: `${RAW}<EnablePayloadCrc>true</EnablePayloadCrc>`,
    }),
    refusedSql('select-range-malformed', 'a range has a unit', ALL, csvInput('Range', 'bytes=0-1')),
    refusedSql('select-range-without-metadata', 'ranges need metadata', ALL, csvInput('Range', 'line-range=0-1')),
    refused(
      'select-metadata-differs',
      'a range is read as it was counted',
      select(ALL, csvInput('Range', 'line-range=0-1')),
      [
        CSV,
        meta(`<InputSerialization><CSV><FieldDelimiter>${base64(';')}</FieldDelimiter></CSV></InputSerialization>`),
      ],
    ),
    refused('select-split-range-invalid', 'splits are there', select(ALL, csvInput('Range', 'split-range=90-109')), [
      CSV,
      meta(''),
    ]),
    refused('select-line-range-invalid', 'ranges go forwards', select(ALL, csvInput('Range', 'line-range=100-20'))),
    refused(
      'select-range-without-delimiter',
      'a range of bytes holds the end of a record',
      process('csv/select', request('csv', ALL), { Range: 'bytes=1-3' }),
    ),
    refused('select-csv-line', 'a quote is closed', select(ALL), [stored('a,"b\n')]),
    refused('select-csv-too-many-skipped', 'a row fits the statement', select(where('_2 > 1'))),
    refused('select-not-utf8', 'objects are UTF-8', select(ALL), [stored(Buffer.from([0xff, 0x0a]))]),
    refused(
      'select-output-too-large',
      'a row of output has 512 KB',
      select(`select ${'_1,'.repeat(600)}_1 from ossobject`),
      [stored('a'.repeat(1000))],
    ),
    refused(
      'select-not-gzip',
      'a compressed object is one',
      select(ALL, { input: '<CompressionType>GZIP</CompressionType>' }),
    ),
    refused('select-not-json', 'a JSON object is one', selectJson(ALL), [stored('Year,StateAbbr\n')]),
    refused(
      'select-json-too-many-skipped',
      'a node fits the statement',
      selectJson('select s.a from ossobject s where s.name > 1'),
      [JSON_LINES],
    ),
    {
      name: 'json-node-too-large',
      rule: 'a node has 512 KB, which no single block shows',
      before: [stored(`"${'x'.repeat(524_288)}"`)],
      ask: selectJson(ALL),
    },
    refused('select-json-node-too-deep', 'a node has ten levels', selectJson(ALL), [
      stored('['.repeat(12) + ']'.repeat(12)),
    ]),
    refused('select-json-array-too-long', 'an array has 5,000 elements', selectJson(ALL), [
      stored(`[${'1,'.repeat(5000)}1]`),
    ]),
    refused(
      'select-json-type-invalid',
      'there are two types',
      selectJson(ALL, { input: '<JSON><Type>Unknown</Type></JSON>' }),
    ),
    refused(
      'select-range-of-document',
      'a document has no rows',
      selectJson(ALL, { input: '<JSON><Type>DOCUMENT</Type><Range>line-range=10-20</Range></JSON>' }),
    ),
    ...STATEMENTS,
  ],
  CreateSelectObjectMeta: [
    { name: 'csv', rule: 'rows, columns and splits stand in one frame', before: [CSV], ask: meta('') },
    {
      name: 'json',
      rule: 'JSON has no columns',
      before: [JSON_LINES],
      ask: process(
        'json/meta',
        '<JsonMetaRequest><InputSerialization><JSON><Type>LINES</Type></JSON></InputSerialization></JsonMetaRequest>',
      ),
    },
  ],
};
