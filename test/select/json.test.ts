import { describe, expect, it } from 'vitest';
import { faultOf } from './fault.ts';
import { type JsonOptions, json } from './support.ts';

const CONTACTS = JSON.stringify({
  contacts: [
    {
      firstName: 'John',
      age: 27,
      isAlive: true,
      address: { city: 'New York', postalCode: '10021-3100' },
      phoneNumbers: [
        { type: 'home', number: '212 555-1234' },
        { type: 'office', number: '646 555-4567' },
      ],
      children: [],
      spouse: null,
    },
    { firstName: 'Ann', age: 30, phoneNumbers: [{ type: 'home', number: '1' }], spouse: 'Bob', children: ['c'] },
  ],
});
const document = async (sql: string, content = CONTACTS, options: JsonOptions = {}) =>
  (await json(sql, content, { type: 'DOCUMENT', ...options })).text;
const lines = async (sql: string, content: string, options: JsonOptions = {}) =>
  (await json(sql, content, options)).text;
const cause = async (sql: string, content: string, options: JsonOptions = {}) =>
  (await json(sql, content, options)).cause;

describe('JSON objects', () => {
  it('are queried below a path', async () => {
    expect(await document('select s.firstName from ossobject.contacts[*] s where s.age = 27')).toBe(
      '{"firstName":"John"}\n',
    );
    expect(await document('select s.number from ossobject.contacts[*].phoneNumbers[*] s where s.type = "home"')).toBe(
      '{"number":"212 555-1234"}\n{"number":"1"}\n',
    );
    expect(await document("select city from ossobject.contacts[0].address where postalCode like '10021%'")).toBe(
      '{"city":"New York"}\n',
    );
    expect(await document("select s.number from ossobject['contacts'][1].'phoneNumbers'[0] s")).toBe(
      '{"number":"1"}\n',
    );
    expect(await document('select count(*) from ossobject.contacts[*].address.none')).toBe('{"_1":0}\n');
    expect(await document('select count(*) from ossobject.contacts[0][*]')).toBe('{"_1":7}\n');
  });

  it('know null, missing keys and empty arrays', async () => {
    expect(await document('select s.firstName from ossobject.contacts[*] s where s.spouse is null')).toBe(
      '{"firstName":"John"}\n',
    );
    expect(await document('select s.age from ossobject.contacts[*] s where s.children[0] is not null')).toBe(
      '{"age":30}\n',
    );
    expect(await document('select s.spouse, s.nothing from ossobject.contacts[0] s')).toBe('{"spouse":null}\n');
  });

  it('print keys by alias, by the last key of a path, or by place', async () => {
    const content = '{"contacts":{"Age":35,"Children":["child1","child2"]}}';
    expect(await lines('select s.contacts.Age, s.contacts.Children[0] from ossobject s', content)).toBe(
      '{"Age":35,"_2":"child1"}\n',
    );
    expect(await lines('select max(cast(s.Age as int)) from ossobject.contacts s', content)).toBe('{"_1":35}\n');
    expect(await lines('select s.contacts.Children[0] as first from ossobject s', content)).toBe(
      '{"first":"child1"}\n',
    );
    expect(await lines('select s.contacts.age from ossobject s', content)).toBe('{}\n');
  });

  it('print a node that is no object under _1', async () => {
    expect(await lines('select * from ossobject.Age s where s = 5', '{"Age":5}')).toBe('{"_1":5}\n');
    expect(await lines('select * from ossobject s where s.Age = 5', '{"Age":5}')).toBe('{"Age":5}\n');
    expect(await lines('select * from ossobject.a', '{"a":[1,{"b":"x\\"y"}]}')).toBe('{"_1":[1,{"b":"x\\"y"}]}\n');
  });

  it('follow each other with any blanks between them, over several lines each', async () => {
    const content = '{\n\t"name": "Lora",\n\t"age": 27\n}\r\n{ "name": "Rosie", "age": 44 }{"name":"Al","age":41}';
    const sql = 'select * from ossobject as s where s.age > 40';
    expect(await lines(sql, content)).toBe('{"name":"Rosie","age":44}\n{"name":"Al","age":41}\n');
  });

  it('give the same answer however their bytes are cut', async () => {
    const content = `${CONTACTS}\n{"contacts":[{"firstName":"\\u00e4\\\\\\"ö中","age":-1.5e1}]} `;
    const sql = 'select s.firstName, s.age from ossobject.contacts[*] s';
    const whole = await json(sql, content);
    expect(whole.text).toContain('{"firstName":"ä\\\\\\"ö中","age":-15}\n');
    for (let blockBytes = 1; blockBytes < 40; blockBytes++) {
      expect(await json(sql, content, { blockBytes })).toEqual(whole);
    }
  });

  it('keep whole numbers of 64 bits, and every digit when numbers are texts', async () => {
    expect(await lines('select s.a from ossobject s', '{"a":9007199254740993}')).toBe('{"a":9007199254740993}\n');
    expect(await lines('select s.a from ossobject s', '{"a":1.10}', { numbersAsText: true })).toBe('{"a":"1.10"}\n');
    const sql = 'select s.a from ossobject s where cast(s.a as decimal) > 123456789.12345678900000000000000000001';
    expect(await lines(sql, '{"a":123456789.123456789000000000000000000010000001}', { numbersAsText: true })).not.toBe(
      '',
    );
  });

  it('skip nodes whose values are of another type', async () => {
    const content = '{"n":"a","v":6}\n{"n":"b","v":"To be hired"}';
    expect(await lines('select s.n from ossobject s where s.v > 5', content, { maxSkipped: 1 })).toBe('{"n":"a"}\n');
    expect(await cause('select s.n from ossobject s where s.v > 5', content)).toBe('select-json-too-many-skipped');
    expect(await lines('select s.w, s.n from ossobject s', content, { skipPartial: true, maxSkipped: 2 })).toBe('');
  });

  it.each([
    ['Year,StateAbbr', 'Invalid value.', 0],
    ['{"a":tru3}', 'Invalid value.', 8],
    ['{"a" 1}', 'Missing a colon after a name of object member.', 5],
    ['{"a":1 "b"}', 'Missing a comma or } after an object member.', 7],
    ['[1 2]', 'Missing a comma or ] after an array element.', 3],
    ['{a:1}', 'Missing a name for object member.', 1],
    ['{"a":"b', 'Missing a closing quotation mark in string.', 7],
    ['{"a":"\\x"}', 'Invalid escape character in string.', 7],
    ['{"a":"\\u00g0"}', 'Incorrect hex digit after \\u escape in string.', 10],
    ['{"a":1.}', 'Miss fraction part in number.', 7],
    ['{"a":1e}', 'Miss exponent in number.', 7],
    ['', 'The document is empty.', 0],
    ['{} x', 'The document root must not be followed by other values.', 3],
  ])('are refused where they stop being JSON: %s', (content, problem, offset) => {
    expect(faultOf(content)).toEqual({ problem, offset: String(offset) });
  });

  it('tell what was found before a fault behind the first block', async () => {
    const found = await json('select * from ossobject', '{"a":1}\n{"b":2}\n,{"c":3}', { blockBytes: 10 });
    expect(found).toEqual({ text: '{"a":1}\n{"b":2}\n', cause: 'select-not-json' });
  });

  it('are not read behind LIMIT', async () => {
    expect(await json('select * from ossobject limit 1', '{"a":1}\n{"b":2}\n,')).toEqual({
      text: '{"a":1}\n',
      cause: undefined,
    });
  });

  it('have nodes of bounded size, depth and arrays', async () => {
    const large = `{"a":"${'x'.repeat(524_288)}","b":[1]}`;
    expect(await cause('select * from ossobject', large)).toBe('select-json-node-too-large');
    expect(await cause('select * from ossobject', large, { blockBytes: 4096 })).toBe('select-json-node-too-large');
    expect(await lines('select * from ossobject.b[*]', large, { blockBytes: 4096 })).toBe('{"_1":1}\n');
    expect(await cause('select * from ossobject', `${'['.repeat(12)}1${']'.repeat(12)}`)).toBe(
      'select-json-node-too-deep',
    );
    expect(await cause('select * from ossobject', '['.repeat(5000))).toBe('select-json-node-too-deep');
    expect(await cause('select * from ossobject', `[${'1,'.repeat(5000)}1]`)).toBe('select-json-array-too-long');
    expect(await lines('select count(*) from ossobject[*]', `[${'1,'.repeat(5000)}1]`)).toBe('{"_1":5001}\n');
  });

  it('are UTF-8', async () => {
    expect((await json('select * from ossobject', Buffer.from([0x22, 0xff, 0x22]))).cause).toBe('select-not-utf8');
  });
});
