import { beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import { type Database, openDatabase, type SqlValue } from '../../src/store/sqlite.ts';
import { csv } from './support.ts';

/** SQLite answers the same statements over the same rows: in this part of SQL the two must agree. */
const ROWS = 60;
const STATEMENTS = 600;
const random = seededRandom(20_240_501);
const below = (n: number): number => random.bytes(2).readUInt16BE() % n;
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const WORDS = ['a', 'b', 'ab', 'ba', 'abc', 'Abc', 'aab', 'x y', '10', '9'];
const NUMBERS = ['0', '1', '2', '3', '7', '10', '-1', '-3', '25'];
const FRACTIONS = ['0.5', '2.5', '-1.25', '10.0', '3'];

/** Two whole numbers, a word and a fraction; trailing ones may be missing. */
const rows: readonly (readonly SqlValue[])[] = Array.from({ length: ROWS }, () => {
  const row = [Number(one(NUMBERS)), below(50) - 20, one(WORDS), Number(one(FRACTIONS))];
  const length = below(4) === 0 ? 1 + below(4) : 4;
  return row.map((value, i) => (i < length ? value : null));
});
const content = rows.map((row) => `${row.filter((value) => value !== null).join(',')}\n`).join('');

let db: Database;
beforeAll(async () => {
  db = await openDatabase(':memory:');
  db.exec('PRAGMA case_sensitive_like = ON');
  db.exec('CREATE TABLE ossobject (_1 INTEGER, _2 INTEGER, _3 TEXT, _4 REAL)');
  const insert = db.prepare('INSERT INTO ossobject VALUES (?, ?, ?, ?)');
  for (const row of rows) insert.run(...row);
});

function number(depth: number): string {
  if (depth === 0 || below(3) === 0) return one([() => one(['_1', '_2']), () => one(NUMBERS)])();
  return `(${number(depth - 1)} ${one(['+', '-', '*', '/', '%'])} ${number(depth - 1)})`;
}

/** Never a column alone: two of those are compared as texts here, and as numbers there. */
const known = (): string => (below(2) === 0 ? one(NUMBERS) : `${number(1)} + ${one(NUMBERS)}`);

const fraction = (): string => one([() => 'cast(_4 as double)', () => one(FRACTIONS)])();
const word = (): string => `'${one(WORDS)}'`;
const not = (): string => (below(3) === 0 ? 'not ' : '');
const comparison = (): string => one(['=', '!=', '<', '<=', '>', '>=']);

function pattern(): string {
  return Array.from({ length: 1 + below(4) }, () => one(['%', 'a', 'b', 'c', ' '])).join('');
}

const LEAVES: readonly (() => string)[] = [
  () => `${number(2)} ${comparison()} ${known()}`,
  () => `_${1 + below(2)} + ${number(1)} ${comparison()} ${number(2)}`,
  () => `cast(_4 as double) ${comparison()} ${one([fraction, () => one(['_1 + 0.5', '_2 * 1.5'])])()}`,
  () => `_3 ${comparison()} ${word()}`,
  () => `_3 ${not()}like '${pattern()}'`,
  () => `(_3 || ${word()}) ${comparison()} ${word()}`,
  () => `(_3 || _3) like '${pattern()}'`,
  () => `_${1 + below(4)} is ${not()}null`,
  () => `_2 ${not()}between ${one(NUMBERS)} and ${known()}`,
  () => `_3 ${not()}in (${word()}, ${word()}${below(5) === 0 ? ', null' : ''})`,
  () => `_1 ${not()}in (${one(NUMBERS)}, ${one(NUMBERS)}, ${one(NUMBERS)})`,
];

function condition(depth: number): string {
  if (depth === 0 || below(4) === 0) return one(LEAVES)();
  const parts = Array.from({ length: 2 + below(2) }, () => condition(depth - 1));
  const joined = parts.map((part) => `${not()}${below(3) === 0 ? `(${part})` : part}`).join(one([' and ', ' or ']));
  return below(2) === 0 ? `(${joined})` : joined;
}

function conditionWithin(): string {
  const text = condition(2);
  return (text.match(/[=<>]+|like|between| in | is /g) ?? []).length > 20 ? one(LEAVES)() : text;
}

/** As the engine prints: null as nothing, whole doubles without a fraction. */
const print = (row: readonly SqlValue[]): string =>
  `${row.map((value) => (value === null ? '' : String(value))).join(',')}\n`;

it('takes the rows that SQLite takes', async () => {
  for (let i = 0; i < STATEMENTS; i++) {
    const limit = below(5) === 0 ? ` limit ${1 + below(20)}` : '';
    const sql = `select _1, _2, _3, cast(_4 as double) from ossobject where ${conditionWithin()}${limit}`;
    const expected = db
      .prepare(sql.replace(/\bdouble\b/g, 'real'))
      .all()
      .map((row) => print(Object.values(row)))
      .join('');
    expect(await csv(sql, content), sql).toEqual({ text: expected, cause: undefined });
  }
});

it('aggregates what SQLite aggregates', async () => {
  const list =
    'count(*), sum(cast(_2 as int)), avg(cast(_2 as int)), min(cast(_1 as int)), max(cast(_4 as double)), sum(cast(_4 as double))';
  for (let i = 0; i < STATEMENTS / 2; i++) {
    const sql = `select ${list} from ossobject where ${conditionWithin()}`;
    const row = db.prepare(sql.replace(/\bdouble\b/g, 'real').replace(/\bint\b/g, 'integer')).get() ?? {};
    expect(await csv(sql, content), sql).toEqual({ text: print(Object.values(row)), cause: undefined });
  }
});
