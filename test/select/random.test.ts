import { expect, it } from 'vitest';
import { seededRandom } from '../../src/runtime/random.ts';
import { CSV_INPUT, csv, json } from './support.ts';

/** Random objects, cut at random, against readers that are slow and plain. */
const random = seededRandom(7);
const below = (n: number): number => random.bytes(2).readUInt16BE() % n;
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
const many = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);

type Plain = null | boolean | number | string | Plain[] | { readonly [key: string]: Plain };
const KEYS = ['a', 'b', 'ä', 'x y', '"', '\\', '\n'];

function value(depth: number): Plain {
  const kind = below(depth === 0 ? 4 : 7);
  if (kind === 0) return null;
  if (kind === 1) return below(2) === 0;
  if (kind === 2) return one([0, -1, 12345, 0.5, -2.25e-7, 1e21, 9007199254740991]);
  if (kind === 3) return one(['', 'text', 'ü中😀', '"quoted"', '\\', '\u0001\t/', '[{,:]}']);
  if (kind === 4) return many(4, () => value(depth - 1));
  return Object.fromEntries(many(4, () => [one(KEYS), value(depth - 1)]));
}

const blank = (): string => one(['', '', ' ', '\n', '\r\n\t']);

/** With blanks anywhere, and escapes now and then. */
function written(plain: Plain): string {
  if (Array.isArray(plain)) return `[${blank()}${plain.map((v) => written(v) + blank()).join(`,${blank()}`)}]`;
  if (typeof plain === 'object' && plain !== null) {
    const members = Object.entries(plain).map(([k, v]) => `${written(k)}${blank()}:${blank()}${written(v)}${blank()}`);
    return `{${blank()}${members.join(`,${blank()}`)}}`;
  }
  const text = JSON.stringify(plain);
  return typeof plain === 'string' && below(3) === 0 ? text.replace(/[xäü中]/g, escaped) : text;
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

function reached(plain: Plain, path: readonly (string | number | '*')[]): Plain[] {
  const [step, ...rest] = path;
  if (step === undefined) return [plain];
  if (plain === null || typeof plain !== 'object') return [];
  const children = Array.isArray(plain) ? [...plain.entries()] : Object.entries(plain);
  return children.flatMap(([key, child]) => (step === '*' || step === key ? reached(child as Plain, rest) : []));
}

const pathText = (path: readonly (string | number | '*')[]): string =>
  path.map((step) => (typeof step === 'string' && step !== '*' ? `['${step}']` : `[${step}]`)).join('');

it('finds the nodes that a plain walk finds', async () => {
  for (let i = 0; i < 400; i++) {
    const documents = Array.from({ length: 1 + below(3) }, () => value(4));
    const path = many(3, () => one<string | number | '*'>(['*', '*', 'a', 'b', 'ä', 'x y', '"', 0, 1]));
    const expected = documents
      .flatMap((document) => reached(document, path))
      .map((node) => JSON.stringify(isObject(node) ? node : { _1: node }))
      .join('\n');
    const content = documents.map((document) => `${blank()}${written(document)}${blank()}`).join('\n');
    const sql = `select * from ossobject${pathText(path)}`;
    const found = await json(sql, content, { blockBytes: 1 + below(40) });
    expect(found.cause, content).toBeUndefined();
    expect(found.text.split('\n').slice(0, -1).map(reprinted).join('\n'), `${sql}: ${content}`).toBe(expected);
  }
});

function isObject(node: Plain): boolean {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** Through JSON.parse, which prints numbers in one way. */
function reprinted(line: string): string {
  return JSON.stringify(JSON.parse(line));
}

it('reads the fields that were written', async () => {
  for (let i = 0; i < 400; i++) {
    const delimiter = one(['\n', '\r\n', '||', ';']);
    const quote = one(['"', "'"]);
    const fields = (): string[] =>
      Array.from({ length: 1 + below(4) }, () =>
        many(6, () => one(['a', 'ö', '中', ' ', ',', quote, delimiter, '\r', '#'])).join(''),
      );
    const table = Array.from({ length: 1 + below(6) }, fields);
    const content = table
      .map((row) => row.map((field) => quote + field.replaceAll(quote, quote + quote) + quote).join(','))
      .join(delimiter);
    const input = { ...CSV_INPUT, recordDelimiter: Buffer.from(delimiter), quote };
    const output = { recordDelimiter: '\u0000', fieldDelimiter: '\u0001', quote: '\u0002' };
    const found = await csv('select * from ossobject', content, { input, output, blockBytes: 1 + below(30) });
    expect(found, content).toEqual({
      text: table.map((row) => `${row.join('\u0001')}\u0000`).join(''),
      cause: undefined,
    });
  }
});
