import { refuse } from '../../errors/refuse.ts';
import { Decimal } from '../decimal.ts';
import { isTimestampFormat, parseTimestamp } from '../timestamp.ts';
import { int64, MISMATCH, type Type } from '../value.ts';
import type { Reader } from './reader.ts';
import { ANY, type Arithmetic, type Comparison, type Expression } from './syntax.ts';

const MAX_IN = 1024;

/** Words that end an expression or join it, and so are no columns. */
const RESERVED: ReadonlySet<string> = new Set(
  'select from where limit as and or not in is null like between escape group order having join by on'.split(' '),
);

const COMPARISONS = new Map<string, Comparison>([
  ['=', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

const TYPES = new Map<string, Type>([
  ['int', 'int'],
  ['double', 'double'],
  ['decimal', 'decimal'],
  ['timestamp', 'timestamp'],
  ['datetime', 'timestamp'],
  ['string', 'string'],
  ['bool', 'bool'],
]);

type Roots = ReadonlySet<string>;

/** Parses what stands behind WHERE; OR binds least, then AND, NOT, comparisons, `||`, sums, products. */
export function parseExpression(reader: Reader, roots: Roots): Expression {
  return joined(reader, 'or', () => joined(reader, 'and', () => negation(reader, roots)));
}

/** Operands of one AND or OR chain stand side by side: a long chain is not a deep one. */
function joined(reader: Reader, kind: 'and' | 'or', operand: () => Expression): Expression {
  const first = operand();
  if (reader.next.key !== kind) return first;
  const operands = [first];
  while (reader.accept(kind)) operands.push(operand());
  return { kind, operands };
}

function negation(reader: Reader, roots: Roots): Expression {
  if (!reader.accept('not')) return condition(reader, roots);
  return { kind: 'not', operand: reader.inside(() => negation(reader, roots)) };
}

function condition(reader: Reader, roots: Roots): Expression {
  const left = concatenation(reader, roots);
  const operator = COMPARISONS.get(reader.next.key);
  if (operator !== undefined) {
    reader.take();
    return { kind: 'comparison', operator, left, right: concatenation(reader, roots) };
  }
  if (reader.accept('is')) {
    const negated = reader.accept('not');
    reader.expect('null');
    return unless(negated, { kind: 'is-null', operand: left });
  }
  const negated = reader.accept('not');
  if (reader.accept('like')) {
    const pattern = concatenation(reader, roots);
    const escapedBy = reader.accept('escape') ? text(reader) : undefined;
    return unless(negated, { kind: 'like', operand: left, pattern, escapedBy });
  }
  if (reader.accept('between')) {
    const low = concatenation(reader, roots);
    reader.expect('and');
    return unless(negated, { kind: 'between', operand: left, low, high: concatenation(reader, roots) });
  }
  if (reader.accept('in')) return unless(negated, { kind: 'in', operand: left, values: list(reader, roots) });
  if (negated) throw reader.fault();
  return left;
}

function unless(negated: boolean, operand: Expression): Expression {
  return negated ? { kind: 'not', operand } : operand;
}

function list(reader: Reader, roots: Roots): Expression[] {
  reader.expect('(');
  const values: Expression[] = [];
  do {
    const value = primary(reader, roots);
    if (value.kind !== 'literal') throw reader.fault();
    values.push(value);
  } while (reader.accept(','));
  reader.expect(')');
  if (values.length > MAX_IN) throw refuse('select-sql-too-many-in');
  return values;
}

function concatenation(reader: Reader, roots: Roots): Expression {
  let left = sum(reader, roots);
  while (reader.next.key === '||') {
    reader.takeOperator();
    left = { kind: 'concat', left, right: sum(reader, roots) };
  }
  return left;
}

function sum(reader: Reader, roots: Roots): Expression {
  let left = product(reader, roots);
  for (let { key } = reader.next; key === '+' || key === '-'; { key } = reader.next) {
    reader.takeOperator();
    left = { kind: 'arithmetic', operator: key, left, right: product(reader, roots) };
  }
  return left;
}

function product(reader: Reader, roots: Roots): Expression {
  let left = primary(reader, roots);
  for (let { key } = reader.next; key === '*' || key === '/' || key === '%'; { key } = reader.next) {
    reader.takeOperator();
    left = { kind: 'arithmetic', operator: key as Arithmetic, left, right: primary(reader, roots) };
  }
  return left;
}

function primary(reader: Reader, roots: Roots): Expression {
  const { kind, key, text } = reader.next;
  if (kind === 'string') {
    reader.take();
    return { kind: 'literal', value: text, type: 'string' };
  }
  if (kind === 'number') {
    reader.take();
    return number(text);
  }
  if ((key === '-' || key === '+') && reader.second.kind === 'number') {
    reader.take();
    return number(key === '-' ? `-${reader.take().text}` : reader.take().text);
  }
  if (reader.accept('(')) {
    const inside = reader.inside(() => parseExpression(reader, roots));
    reader.expect(')');
    return inside;
  }
  if (key === 'cast' && reader.second.key === '(') return parseCast(reader, roots);
  if (key === 'true' || key === 'false') {
    reader.take();
    return { kind: 'literal', value: key === 'true', type: 'bool' };
  }
  if (reader.accept('null')) return { kind: 'literal', value: null, type: 'null' };
  const column = parseColumn(reader, roots);
  if (column.path.includes(ANY)) throw refuse('select-sql-wildcard');
  return column;
}

function number(text: string): Expression {
  if (/^-?\d+$/.test(text)) {
    try {
      return { kind: 'literal', value: int64(BigInt(text)), type: 'int' };
    } catch (error) {
      if (error !== MISMATCH) throw error;
    }
  }
  return { kind: 'literal', value: Number(text), type: 'double', exact: Decimal.parse(text) };
}

/** `CAST(operand AS type [FORMAT 'format'])`. Constants are cast when they are read, so that they are checked once. */
export function parseCast(reader: Reader, roots: Roots): Expression {
  reader.expect('cast');
  reader.expect('(');
  const operand = primary(reader, roots);
  if (operand.kind !== 'column' && operand.kind !== 'literal') throw reader.fault();
  reader.expect('as');
  const type = TYPES.get(reader.next.key);
  if (type === undefined) throw reader.fault();
  reader.take();
  const format = type === 'timestamp' && reader.accept('format') ? text(reader) : undefined;
  if (format !== undefined && !isTimestampFormat(format)) {
    throw refuse('select-sql-timestamp-format', { Format: format });
  }
  reader.expect(')');
  if (type === 'timestamp' && operand.kind === 'literal') checkTimestamp(operand.value, format);
  return { kind: 'cast', operand, type, format };
}

function checkTimestamp(value: unknown, format: string | undefined): void {
  const text = String(value);
  if (parseTimestamp(text, format) !== undefined) return;
  if (format !== undefined) throw refuse('select-sql-timestamp-mismatch', { Value: text, Format: format });
  throw refuse('select-sql-timestamp-value', { Value: text });
}

function text(reader: Reader): string {
  if (reader.next.kind !== 'string') throw reader.fault();
  return reader.take().text;
}

/** A column by name, index or path; the alias of FROM, or OSSOBJECT, may stand before it. */
export function parseColumn(reader: Reader, roots: Roots): Extract<Expression, { kind: 'column' }> {
  const { kind, key } = reader.next;
  if (kind !== 'word' || RESERVED.has(key) || reader.second.key === '(') throw reader.fault();
  const name = reader.name();
  const steps = reader.steps();
  return { kind: 'column', path: roots.has(name.toLowerCase()) ? steps : [name, ...steps] };
}
