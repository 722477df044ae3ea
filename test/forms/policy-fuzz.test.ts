import { expect, test } from 'vitest';
import { OssError } from '../../src/errors/oss-error.ts';
import { checkConditions } from '../../src/forms/conditions.ts';
import { checkExpiration } from '../../src/forms/expiration.ts';
import { parseFormPolicy } from '../../src/forms/policy.ts';
import { bytesFromUtf8 } from '../../src/wire/percent.ts';
import { Dice } from '../gateway/fuzz-dice.ts';

const DOCUMENTS = 30_000;
const NOW = Date.UTC(2030, 0, 1);
const BUCKET = 'examplebucket';

type Form = Readonly<Record<string, string>>;
/** How it ends; for a condition that does not hold, the text that the refusal quotes. */
type Outcome = 'accepted' | 'refused' | `[${string}`;

const NAMES = ['key', 'Content-Type', 'x-oss-meta-a', 'success_action_status', 'x-oss-date', 'x:v', 'bucket'];
const VALUES = ['', 'a', 'ab', 'a/b', 'user/', 'user/eric/a', '200', 'image/png', '目录/图', BUCKET];
const TIMES = [
  '2030-01-01T00:00:00.000Z',
  '2030-01-01T00:00:00Z',
  '2031-06-30T23:59:59.999Z',
  '2029-12-31T23:59:59.999Z',
];
const ODD = ['""', '0', '-1', '1.5', '10', 'null', 'true', '[]', '{}', '"eq"', '"$key"', '[1]', '["a"]', '{"key":"a"}'];
const PIECES = [
  '"',
  '\\',
  '\\$',
  '\\u0061',
  '\\ud800',
  ',',
  ':',
  '[',
  ']',
  '{',
  '}',
  '$',
  ' ',
  '\t',
  'e',
  '1',
  '-',
  '中',
  '\0',
];

/** A form and a policy that mostly fits it, in all the ways a condition can be written. */
class Maker {
  private readonly dice: Dice;

  constructor(seed: number) {
    this.dice = new Dice(seed);
  }

  form(): Form {
    const form: Record<string, string> = {};
    for (const name of NAMES.slice(0, 6)) if (this.dice.chance(80)) form[name] = this.dice.pick(VALUES);
    return form;
  }

  policy(form: Form): string {
    const members = [`"expiration":${this.expiration()}`, `"conditions":${this.list(5, () => this.condition(form))}`];
    if (this.dice.chance(2)) members.push(`"${this.dice.pick(['Version', 'conditions', 'expiration'])}":${this.odd()}`);
    if (this.dice.chance(2)) members.shift();
    if (this.dice.chance(30)) members.reverse();
    const text = `${this.blank()}{${members.join(`${this.blank()},${this.blank()}`)}}${this.blank()}`;
    return this.dice.chance(25) ? this.mutilated(text) : text;
  }

  private condition(form: Form): string {
    if (this.dice.chance(2)) return this.odd();
    const name = this.dice.pick(NAMES);
    const field = this.string(this.dice.chance(70) ? `$${name}` : name.toLowerCase());
    const value = this.dice.chance(85) ? (name === 'bucket' ? BUCKET : (form[name] ?? '')) : this.dice.pick(VALUES);
    switch (this.dice.roll(6)) {
      case 0:
        return `{${this.blank()}${field}:${this.operand(value)}}`;
      case 1:
        return this.tuple('eq', field, this.operand(value));
      case 2:
        return this.tuple('starts-with', field, this.operand(value.slice(0, this.dice.roll(value.length + 1))));
      case 3:
        return this.tuple(
          'in',
          field,
          this.list(3, () => this.operand(this.dice.chance(70) ? value : 'a')),
        );
      case 4:
        return this.tuple(
          'not-in',
          field,
          this.list(3, () => this.operand(this.dice.chance(90) ? 'z' : value)),
        );
      default:
        return this.tuple('content-length-range', `${this.dice.roll(100)}`, `${100 + this.dice.roll(1000)}`);
    }
  }

  private tuple(operator: string, first: string, second: string): string {
    const elements = [
      `"${this.dice.chance(99) ? operator : this.dice.pick(['EQ', 'like', '$key', ''])}"`,
      first,
      second,
    ];
    if (this.dice.chance(1)) elements.pop();
    if (this.dice.chance(1)) elements.push(this.odd());
    return `[${elements.join(`,${this.blank()}`)}]`;
  }

  private operand(value: string): string {
    return this.dice.chance(99) ? this.string(value) : this.odd();
  }

  /** A string with some characters escaped, `$` as the Java SDK does. */
  private string(value: string): string {
    let string = '';
    for (const char of value) {
      const written =
        char === '$' || char === '/' ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
      string += this.dice.chance(10) ? written : char;
    }
    return `"${string}"`;
  }

  private list(most: number, make: () => string): string {
    const elements = this.dice.times(most, make);
    return `[${elements.join(`${this.blank()},`)}${this.dice.chance(1) ? ',' : ''}]`;
  }

  private expiration(): string {
    return this.dice.chance(97) ? `"${this.dice.pick(this.dice.chance(90) ? TIMES.slice(0, 3) : TIMES)}"` : this.odd();
  }

  private mutilated(text: string): string {
    const at = this.dice.roll(text.length);
    const piece = this.dice.pick(PIECES);
    switch (this.dice.roll(4)) {
      case 0:
        return text.slice(0, at);
      case 1:
        return text.slice(0, at) + text.slice(at + 1);
      case 2:
        return text.slice(0, at) + piece + text.slice(at);
      default:
        return text.slice(0, at) + piece + text.slice(at + 1);
    }
  }

  private odd(): string {
    return this.dice.pick(ODD);
  }

  private blank(): string {
    return this.dice.chance(20) ? this.dice.pick([' ', '\n', '\t', '  ']) : '';
  }
}

/** The rule once more, slowly: JSON.parse after OSS's one own escape, and the meaning of each condition as a set. */
function slowly(text: string, form: Form): Outcome {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/\\(.)/gs, (pair, char) => (char === '$' ? '$' : pair)));
  } catch {
    return 'refused';
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return 'refused';
  // JSON.stringify escapes nothing but half surrogate pairs this way.
  if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(document))) return 'refused';
  const { expiration, conditions, ...others } = document as Record<string, unknown>;
  if (Object.keys(others).length > 0 || typeof expiration !== 'string' || !Array.isArray(conditions)) return 'refused';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d\d\d)?Z$/.test(expiration) || !(Date.parse(expiration) >= NOW))
    return 'refused';
  if (conditions.length === 0 || !conditions.every(isCondition)) return 'refused';
  const failed = conditions.find((condition) => !fulfilled(condition, form));
  return failed === undefined ? 'accepted' : quoted(failed);
}

function isCondition(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  if (!Array.isArray(condition))
    return Object.keys(condition).length === 1 && typeof Object.values(condition)[0] === 'string';
  const [operator, first, second] = condition;
  if (condition.length !== 3) return false;
  if (operator === 'content-length-range') {
    return [first, second].every((bound) => Number.isInteger(bound) && bound >= 0) && first <= second;
  }
  if (typeof first !== 'string') return false;
  if (operator === 'eq' || operator === 'starts-with') return typeof second === 'string';
  const strings = Array.isArray(second) && second.every((one) => typeof one === 'string');
  return (operator === 'in' || operator === 'not-in') && strings;
}

/** In one form, however it was written: no text of this fuzz holds a quotation mark. */
function quoted(condition: object): `[${string}` {
  const [operator, field, operand] = Array.isArray(condition)
    ? condition
    : ['eq', ...(Object.entries(condition)[0] ?? [])];
  const list = Array.isArray(operand) ? `[${operand.map((one) => `"${one}"`).join(', ')}]` : `"${operand}"`;
  return `["${operator}", "$${field.replace(/^\$/, '')}", ${list}]`;
}

function fulfilled(condition: object, form: Form): boolean {
  const [operator, first, second] = Array.isArray(condition)
    ? condition
    : ['eq', ...(Object.entries(condition)[0] ?? [])];
  if (operator === 'content-length-range') return true;
  const wanted = first.replace(/^\$/, '').toLowerCase();
  const sent = { ...form, bucket: BUCKET };
  const value = Object.entries(sent).find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (value === undefined) return operator === 'not-in';
  if (operator === 'in') return second.includes(value);
  if (operator === 'not-in') return !second.includes(value);
  return operator === 'eq' ? value === second : value.slice(0, second.length) === second;
}

function judged(field: string, form: Form): Outcome {
  const fields = new Map(Object.entries(form).map(([name, value]) => [name.toLowerCase(), bytesFromUtf8(value)]));
  try {
    const policy = parseFormPolicy(field);
    checkExpiration(policy, NOW);
    checkConditions(policy, { bucket: BUCKET, fields, version: 'v1' });
    return 'accepted';
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const { Condition } = error.details;
    return typeof Condition === 'string' ? (Condition as `[${string}`) : 'refused';
  }
}

/** Two members of one name in a condition: JSON.parse keeps one, OSS counts two. */
const TWICE = /\{[^{}]*:[^{}]*,[^{}]*:[^{}]*\}/;

test(`of ${DOCUMENTS} generated policies none crashes, and each is judged as the slow evaluator judges it`, () => {
  const maker = new Maker(20_260_401);
  const counts = { accepted: 0, refused: 0, quoted: 0 };
  const differences: unknown[] = [];
  for (let i = 0; i < DOCUMENTS; i++) {
    const form = maker.form();
    const text = maker.policy(form);
    const slow = slowly(text, form);
    const fast = judged(Buffer.from(text, 'utf8').toString('base64'), form);
    counts[slow === 'accepted' || slow === 'refused' ? slow : 'quoted']++;
    if (fast === slow || (fast === 'refused' && TWICE.test(text))) continue;
    differences.push({ text, form, slow, fast });
  }
  expect(differences).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(DOCUMENTS / 10);
  expect(counts.refused).toBeGreaterThan(DOCUMENTS / 10);
  expect(counts.quoted).toBeGreaterThan(DOCUMENTS / 10);
});

test('bytes that were never a policy are refused, not crashed upon', () => {
  const dice = new Dice(7);
  for (let i = 0; i < 5_000; i++) {
    const field = dice.chance(50) ? dice.latin1(60) : dice.bytes(60).toString('base64');
    expect(judged(field, {})).toBe('refused');
  }
});
