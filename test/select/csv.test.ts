import { describe, expect, it } from 'vitest';
import { CSV_INPUT, csv } from './support.ts';

const PEOPLE = 'name,school,age\nLora,A,27\n"Little, E",B,43\nRosie,C,44\n';
const rows = async (sql: string, content: string, options = {}) => (await csv(sql, content, options)).text;
const cause = async (sql: string, content = 'a,1\n', options = {}) => (await csv(sql, content, options)).cause;

describe('CSV objects', () => {
  it('are queried by index, the star being every column', async () => {
    expect(await rows('select * from ossobject', 'a,b\nc,d\n')).toBe('a,b\nc,d\n');
    expect(await rows('select _2, _1 from ossobject', 'a,b\nc,d\n')).toBe('b,a\nd,c\n');
    expect(await rows('SELECT s._2 FROM OSSOBJECT AS s WHERE s._1 = "c"', 'a,b\nc,d\n')).toBe('d\n');
  });

  it('are queried by the names of their header, whatever the case', async () => {
    const use = { header: 'use' as const };
    expect(await rows('select Name from ossobject where AGE > 43', PEOPLE, use)).toBe('Rosie\n');
    expect(await rows("select s.'school' from ossobject s limit 1", PEOPLE, use)).toBe('A\n');
    expect(await cause('select grade from ossobject', PEOPLE, use)).toBe('select-sql-column-unknown');
    expect(await cause('select name from ossobject', PEOPLE, { header: 'ignore' })).toBe('select-sql-column-unknown');
  });

  it('lose their header unless it is data, and print it when asked to', async () => {
    expect(await rows('select count(*) from ossobject', PEOPLE)).toBe('4\n');
    expect(await rows('select count(*) from ossobject', PEOPLE, { header: 'ignore' })).toBe('3\n');
    expect(
      await rows('select _3, _1 as n from ossobject limit 1', PEOPLE, { header: 'ignore', outputHeader: true }),
    ).toBe('age,n\n27,Lora\n');
    expect(await rows('select * from ossobject limit 1', PEOPLE, { header: 'use', outputHeader: true })).toBe(
      'name,school,age\nLora,A,27\n',
    );
  });

  it('are quoted where they must be, in and out', async () => {
    expect(await rows('select _1 from ossobject where _2 = "B"', PEOPLE)).toBe('"Little, E"\n');
    expect(await rows('select * from ossobject', '"a ""b""","c\nd"\n')).toBe('"a ""b""","c\nd"\n');
    expect(await rows('select _1 from ossobject', '"a,b";c\n', { input: { ...CSV_INPUT, fieldDelimiter: ';' } })).toBe(
      '"a,b"\n',
    );
  });

  it('end at any delimiter of one or two bytes, the last of which may be missing', async () => {
    const input = { ...CSV_INPUT, recordDelimiter: Buffer.from('\r\n') };
    expect(await rows('select _2 from ossobject', 'a,b\r\nc,d', { input })).toBe('b\nd\n');
    expect(await rows('select _2 from ossobject', 'a,b\nc,d')).toBe('b\nd\n');
  });

  it('give the same answer however their bytes are cut', async () => {
    const content = '"ä ""x""\n",1\r\n中文,2\r\n,\r\n#no,1\r\nlast,3';
    const input = { ...CSV_INPUT, recordDelimiter: Buffer.from('\r\n'), comment: '#' };
    const whole = await csv('select _2, _1 from ossobject', content, { input });
    expect(whole).toEqual({ text: '1,"ä ""x""\n"\n2,中文\n,\n3,last\n', cause: undefined });
    for (let blockBytes = 1; blockBytes < 20; blockBytes++) {
      expect(await csv('select _2, _1 from ossobject', content, { input, blockBytes })).toEqual(whole);
    }
  });

  it('pass over comments', async () => {
    expect(await rows('select * from ossobject', '#a\nb\n', { input: { ...CSV_INPUT, comment: '#' } })).toBe('b\n');
  });

  it('keep selected columns in their places when every column is kept', async () => {
    expect(await rows('select _5, _1 from ossobject', '1,2,3,4,5,6\n', { keepAllColumns: true })).toBe('1,,,,5,\n');
  });

  it('give null for a column that a row lacks, or skip the row', async () => {
    expect(await rows('select _1, _3 from ossobject', 'John,A\n')).toBe('John,\n');
    expect(await rows('select _1 from ossobject where _3 is null', 'John,A\nJim,B,\n')).toBe('John\n');
    const skipping = { skipPartial: true, maxSkipped: 1 };
    expect(await rows('select _1, _3 from ossobject', 'John,A\nJim,B,C\n', skipping)).toBe('Jim,C\n');
    expect(await cause('select _1, _3 from ossobject', 'John,A\n', { skipPartial: true })).toBe(
      'select-csv-too-many-skipped',
    );
  });

  it('skip rows whose values are not of the wanted type, as many as are allowed', async () => {
    const content = 'a,1\nb,two\nc,3\n';
    expect(await rows('select _1 from ossobject where _2 > 0', content, { maxSkipped: 1 })).toBe('a\nc\n');
    expect(await cause('select _1 from ossobject where _2 > 0', content)).toBe('select-csv-too-many-skipped');
    expect(await rows('select sum(cast(_2 as int)), count(*) from ossobject', content, { maxSkipped: 1 })).toBe(
      '4,2\n',
    );
  });

  it('tell what was found before a fault behind the first block', async () => {
    const found = await csv('select _1 from ossobject where _2 > 0', 'a,1\nb,1\nc,x\n', { blockBytes: 4 });
    expect(found).toEqual({ text: 'a\nb\n', cause: 'select-csv-too-many-skipped' });
  });

  it('are refused when they are no CSV', async () => {
    expect(await cause('select * from ossobject', 'a,"b"c\n')).toBe('select-csv-line');
    expect(await cause('select * from ossobject', 'a,b"c\n"d,e\n')).toBe('select-csv-line');
    expect(await cause('select * from ossobject', 'a,"b\n')).toBe('select-csv-line');
    expect(await cause('select * from ossobject', 'a'.repeat(262_145))).toBe('select-csv-line');
    expect((await csv('select * from ossobject', Buffer.from([0x61, 0xff, 0x0a]))).cause).toBe('select-not-utf8');
  });

  it('end records inside quotes when quoted delimiters are not allowed', async () => {
    const input = { ...CSV_INPUT, quotedRecordDelimiter: false };
    expect(await cause('select * from ossobject', '"a\nb"\n', { input })).toBe('select-csv-line');
  });

  it('are read in windows that meet without gap or overlap', async () => {
    const content = Array.from({ length: 40 }, (_, i) => `${'x'.repeat(i % 7)},${i}\r\n`).join('');
    const input = { ...CSV_INPUT, recordDelimiter: Buffer.from('\r\n') };
    const all = await rows('select _2 from ossobject', content, { input });
    for (let size = 12; size < 80; size++) {
      let joined = '';
      for (let first = 0; first < content.length; first += size) {
        const window = { first, last: Math.min(first + size, content.length) - 1 };
        joined += await rows('select _2 from ossobject', content, { input, window, blockBytes: 50 });
      }
      expect(joined, `windows of ${size} bytes`).toBe(all);
    }
  });

  it('refuse a window without the end of a record', async () => {
    const window = { first: 2, last: 4 };
    expect(await cause('select * from ossobject', 'abcdefgh\nb\n', { window })).toBe('select-range-without-delimiter');
  });

  it('refuse rows of output that grow too large', async () => {
    const sql = `select ${Array.from({ length: 600 }, () => '_1').join(',')} from ossobject`;
    expect(await cause(sql, `${'a'.repeat(1000)}\n`)).toBe('select-output-too-large');
  });
});
