import { describe, expect, it } from 'vitest';
import type { Cause } from '../../src/errors/refuse.ts';
import { csv, json } from './support.ts';

/** The first columns of the rows that a condition takes. */
async function where(condition: string, content: string, maxSkipped = 0): Promise<string[]> {
  const { text, cause } = await csv(`select _1 from ossobject where ${condition}`, content, { maxSkipped });
  expect(cause).toBeUndefined();
  return text.split('\n').slice(0, -1);
}

async function aggregates(list: string, content: string): Promise<string> {
  return (await csv(`select ${list} from ossobject`, content)).text;
}

describe('conditions', () => {
  const NUMBERS = '1,10\n2,9\n3,100\n4,\n';

  it('compare columns with numbers as numbers and with texts as texts', async () => {
    expect(await where('_2 > 9', NUMBERS)).toEqual(['1', '3']);
    expect(await where("_2 > '9'", NUMBERS)).toEqual([]);
    expect(await where("_2 >= '9'", NUMBERS)).toEqual(['2']);
    expect(await where('_2 != 10', NUMBERS)).toEqual(['2', '3']);
    expect(await where('10.0 = _2', NUMBERS)).toEqual(['1']);
    expect(await where('cast(_1 as int) < cast(_2 as int)', NUMBERS)).toEqual(['1', '2', '3']);
    expect(await where('_1 < _2', NUMBERS)).toEqual(['1', '2']);
  });

  it('calculate with whole numbers unless a double or a decimal is near', async () => {
    expect(await where('_1 + _2 > 11', NUMBERS)).toEqual(['3']);
    expect(await where('(_2 % 3) = 0', NUMBERS)).toEqual(['2']);
    expect(await where('_2 * _1 > 10 + 5 - 1', NUMBERS)).toEqual(['2', '3']);
    expect(await where('_2 / 4 = 2', NUMBERS)).toEqual(['1', '2']);
    expect(await where('_2 / 4.0 = 2.5', NUMBERS)).toEqual(['1']);
    expect(await where('_2 / 0 is null', NUMBERS)).toEqual(['1', '2', '3', '4']);
    expect(await where('_1 - -1 = 2 and cast(_2 as decimal) + 0.1 = 10.1', NUMBERS)).toEqual(['1']);
  });

  it('have three values of truth', async () => {
    expect(await where('not (_2 > 9)', NUMBERS)).toEqual(['2']);
    expect(await where('_2 > 9 or _1 = 4', NUMBERS)).toEqual(['1', '3', '4']);
    expect(await where('_2 between 9 and 10', NUMBERS)).toEqual(['1', '2']);
    expect(await where('_2 not between 9 and 10', NUMBERS)).toEqual(['3']);
    expect(await where('_1 in (1, 3, 7)', NUMBERS)).toEqual(['1', '3']);
    expect(await where("_1 not in ('1', '3')", NUMBERS)).toEqual(['2', '4']);
    expect(await where('_1 not in (1, null)', NUMBERS)).toEqual([]);
    expect(await where('_3 is null and true', NUMBERS)).toEqual(['1', '2', '3', '4']);
    expect(await where('null', NUMBERS)).toEqual([]);
  });

  it('match patterns with case: % and * are runs, ? is one character', async () => {
    const names = 'Tom Hanks\ntom\nTommy\nT%m\nThomas Anderson\n';
    expect(await where("_1 like 'Tom%'", names)).toEqual(['Tom Hanks', 'Tommy']);
    expect(await where("_1 like '*om*'", names)).toEqual(['Tom Hanks', 'tom', 'Tommy', 'Thomas Anderson']);
    expect(await where("_1 like 'T?m'", names)).toEqual(['T%m']);
    expect(await where("_1 like 'T\\%m' escape '\\'", names)).toEqual(['T%m']);
    expect(await where("(_1 || _1) like 'tomtom'", names)).toEqual(['tom']);
    expect(await where("_1 not like '%o%'", names)).toEqual(['T%m']);
    expect(await where("_1 like ''", '\na\n')).toEqual(['']);
  });

  it('read timestamps in many formats', async () => {
    const times = '2018-08-09 11:30:26\n2018/08/09\n09/08/2018 11:30:24\n20180809T113027\n28/Feb/2019:12:30:51 +0700\n';
    expect(await where("_1 > cast('2018-08-09 11:30:25' as timestamp)", times)).toEqual([
      '2018-08-09 11:30:26',
      '20180809T113027',
      '28/Feb/2019:12:30:51 +0700',
    ]);
    expect(
      await where("cast(_1 as timestamp format 'YYYYDDMM') = cast('20121201' as timestamp)", '20120112\n'),
    ).toEqual(['20120112']);
    expect(await where("_1 = cast('28/Feb/2017:12:30:51 +0700' as timestamp)", '2017-02-28 05:30:51\n')).toHaveLength(
      1,
    );
    expect(
      await where("_1 = cast('Tue, 28 Feb 2017 12:30:51 GMT' as timestamp)", '2017-02-28 12:30:51\n'),
    ).toHaveLength(1);
    expect(
      await where("_1 < cast('1/2/17 3:4' as timestamp)", '2017-02-01 03:03:59.999\n2017-02-01 03:04:00\n'),
    ).toEqual(['2017-02-01 03:03:59.999']);
    expect(await where("_1 = cast('2017-02-30' as string)", '2017-02-30\n')).toEqual(['2017-02-30']);
  });

  it('bind as SQL binds', async () => {
    expect(await where("_1 = '1' or _1 = '2' and _2 = '0'", '1,1\n2,1\n')).toEqual(['1']);
    expect(await where("not _1 = '1' and _2 = '1'", '1,1\n2,1\n')).toEqual(['2']);
    expect(await where('_1 + 2 * 3 = 7', '1\n3\n')).toEqual(['1']);
    expect(await where('10 - _1 - 1 = 8', '1\n2\n')).toEqual(['1']);
  });
});

describe('aggregates', () => {
  it('count rows, and sum, average and compare numbers', async () => {
    const content = '1,1.5\n2,2.5\n6,\n';
    expect(await aggregates('count(*), sum(cast(_1 as int)), avg(cast(_1 as int))', content)).toBe('3,9,3\n');
    expect(await aggregates('min(cast(_2 as double)), max(cast(_2 as double)), avg(cast(_2 as double))', content)).toBe(
      '1.5,2.5,2\n',
    );
    expect(await aggregates('sum(cast(_2 as decimal)), avg(cast(_1 as decimal))', '0.1,0.1\n0.2,0.2\n')).toBe(
      '0.3,0.15\n',
    );
    expect(await aggregates('max(cast(_1 as timestamp))', '20170101\n20180101\n')).toBe('2018-01-01 00:00:00\n');
  });

  it('have no result of no values', async () => {
    expect(await aggregates('count(*), sum(cast(_1 as int)), avg(cast(_1 as int)), min(cast(_1 as int))', '')).toBe(
      '0,,,\n',
    );
  });

  it('sum beyond 64 bits', async () => {
    const most = '9223372036854775807';
    expect(await aggregates('sum(cast(_1 as int))', `${most}\n${most}\n`)).toBe('18446744073709551614\n');
  });

  it('are of the first rows when there is a LIMIT', async () => {
    expect((await csv('select avg(cast(_1 as int)) from ossobject limit 2', '1\n3\n100\n')).text).toBe('2\n');
  });

  it('skip JSON values that are no numbers', async () => {
    const content = '{"a":1}{"a":2.5}{"a":"3"}{}';
    expect((await json('select sum(s.a), max(s.a), count(*) from ossobject s', content, { maxSkipped: 1 })).text).toBe(
      '{"_1":3.5,"_2":2.5,"_3":3}\n',
    );
  });
});

const REFUSED: readonly (readonly [Cause, string])[] = [
  ['select-sql-syntax', 'selec _1 from ossobject'],
  ['select-sql-syntax', 'select _1 + _2 from ossobject'],
  ['select-sql-syntax', 'select _1 from oss_object'],
  ['select-sql-syntax', 'select _1 from ossobject order by _1'],
  ['select-sql-syntax', 'select count(_1) from ossobject'],
  ['select-sql-syntax', 'select _1 from ossobject where max(cast(_1 as int)) > 1'],
  ['select-sql-syntax', 'select _1 from ossobject where _1'],
  ['select-sql-syntax', 'select _1 from ossobject where _1 in (_2)'],
  ['select-sql-syntax', "select _1 from ossobject where _1 = 'a"],
  ['select-sql-syntax', 'select _1 from ossobject limit'],
  ['select-sql-syntax', 'select _1 from ossobject where _1 constructor 1'],
  ['select-sql-syntax', 'select cast(_1 as constructor) from ossobject'],
  ['select-sql-too-many-in', `select _1 from ossobject where _1 in (${'1,'.repeat(1024)}1)`],
  ['select-sql-column-name-length', `select ${'a'.repeat(1025)} from ossobject`],
  ['select-sql-too-many-columns', `select ${'_1,'.repeat(1000)}_1 from ossobject`],
  ['select-sql-column-index', 'select _0 from ossobject'],
  ['select-sql-column-index', 'select _1001 from ossobject'],
  ['select-sql-aggregate-type', 'select sum(_1) from ossobject'],
  ['select-sql-aggregate-timestamp', 'select avg(cast(_1 as timestamp)) from ossobject'],
  ['select-sql-in-types-differ', "select _1 from ossobject where _1 in (1, 'a')"],
  ['select-sql-escape-is-wildcard', "select _1 from ossobject where _1 like 'a' escape '%'"],
  ['select-sql-escape-length', "select _1 from ossobject where _1 like 'a' escape 'ab'"],
  ['select-sql-escape-dangling', "select _1 from ossobject where _1 like 'a#' escape '#'"],
  ['select-sql-limit', 'select _1 from ossobject limit 0'],
  ['select-sql-too-many-wildcards', "select _1 from ossobject where _1 like '%a%b%c%d%e%'"],
  ['select-sql-too-many-conditions', `select _1 from ossobject where _1 = 1${' and _1 = 1'.repeat(20)}`],
  ['select-sql-conditions-too-deep', `select _1 from ossobject where ${'not '.repeat(11)}_1 = 1`],
  ['select-sql-conditions-too-deep', `select _1 from ossobject where ${'('.repeat(5000)}_1 = 1`],
  ['select-sql-conditions-too-deep', `select _1 from ossobject where 0 < 1${'+1'.repeat(8000)}`],
  ['select-sql-conditions-too-deep', `select _1 from ossobject where 'a' < _1${'||_1'.repeat(4000)}`],
  ['select-sql-cast-twice', 'select cast(_1 as int) from ossobject where cast(_1 as double) > 1'],
  ['select-sql-operand-types-differ', "select _1 from ossobject where cast(_1 as int) between 'a' and 'b'"],
  ['select-sql-operand-types-differ', "select _1 from ossobject where cast(_1 as int) in ('a')"],
  ['select-sql-column-unknown', 'select name from ossobject'],
  ['select-sql-timestamp-format', "select _1 from ossobject where _1 > cast('1' as timestamp format 'Y')"],
  ['select-sql-timestamp-mismatch', "select _1 from ossobject where _1 > cast('1' as timestamp format 'YYYYMMDD')"],
  ['select-sql-timestamp-value', "select _1 from ossobject where _1 > cast('yesterday' as timestamp)"],
  ['select-sql-timestamp-value', "select _1 from ossobject where _1 > cast('2017-02-30' as timestamp)"],
  ['select-sql-like-operand', "select _1 from ossobject where cast(_1 as int) like '1'"],
  ['select-sql-like-operand', "select _1 from ossobject where 'a' like 'a'"],
  ['select-sql-like-operand', 'select _1 from ossobject where _1 like _2'],
  ['select-sql-aggregate-and-column', 'select count(*), _1 from ossobject'],
  ['select-sql-too-many-aggregates', `select ${'count(*),'.repeat(100)}count(*) from ossobject`],
  ['select-sql-star-and-column', 'select *, _1 from ossobject'],
  ['select-sql-arithmetic-operand', "select _1 from ossobject where _1 + 'a' > 1"],
  ['select-sql-and-operand', 'select _1 from ossobject where _1 and _2 = 1'],
  ['select-sql-or-operand', 'select _1 from ossobject where _1 = 1 or 5'],
  ['select-sql-not-operand', 'select _1 from ossobject where not _1'],
  ['select-sql-is-null-operand', 'select _1 from ossobject where 1 is null'],
  ['select-sql-comparison-types', "select _1 from ossobject where cast(_1 as int) = 'a'"],
  ['select-sql-comparison-types', "select _1 from ossobject where 1 = 'a'"],
  ['select-sql-concat-constants', "select _1 from ossobject where 'a' || 'b' = _1"],
  ['select-sql-nested-column-in-csv', 'select a.b from ossobject'],
  ['select-sql-nested-column-in-csv', 'select _1[0] from ossobject'],
];

describe('statements', () => {
  it.each(REFUSED)('are refused with %s: %s', async (cause, sql) => {
    expect(await csv(sql, 'a,b\n')).toEqual({ text: '', cause });
  });

  it.each([
    ['select-sql-negative-index', 'select s.a[-1] from ossobject s'],
    ['select-sql-path-too-deep', `select s${'.a'.repeat(11)} from ossobject s`],
    ['select-sql-wildcard', 'select s.a[*] from ossobject s'],
    ['select-sql-wildcard', 'select s.a from ossobject s where s.b[*] = 1'],
  ])('over JSON are refused with %s: %s', async (cause, sql) => {
    expect(await json(sql, '{}')).toEqual({ text: '', cause });
  });

  it.each([
    ['select-sql-keep-columns-aggregate', 'select count(*) from ossobject'],
    ['select-sql-keep-columns-duplicate', 'select _1, _1 from ossobject'],
  ])('that keep all columns are refused with %s: %s', async (cause, sql) => {
    expect(await csv(sql, 'a\n', { keepAllColumns: true })).toEqual({ text: '', cause });
  });
});
