import { refuse } from '../../errors/refuse.ts';
import { parseCast, parseColumn, parseExpression } from './expression.ts';
import { Reader } from './reader.ts';
import { ANY, type Item, type Statement, type Step } from './syntax.ts';

const AGGREGATES: ReadonlySet<string> = new Set(['avg', 'count', 'max', 'min', 'sum']);
const MAX_AGGREGATES = 100;
const MAX_COLUMNS = 1000;

/** What stands behind FROM. */
interface From {
  readonly path: Step[];
  /** In lower case. */
  readonly alias: string | undefined;
}

/**
 * Parses `SELECT list FROM ossobject[path] [[AS] alias] [WHERE expression] [LIMIT n]` (SelectObject page). FROM is read
 * first, because columns may begin with its alias.
 * @throws OssError of the family `select-sql-*`.
 */
export function parseStatement(sql: string): Statement {
  const reader = new Reader(sql);
  reader.expect('select');
  const from = reader.ahead('from', () => parseFrom(reader));
  const roots = new Set(from.alias === undefined ? ['ossobject'] : ['ossobject', from.alias]);
  const items = parseItems(reader, roots);
  parseFrom(reader);
  const where = reader.accept('where') ? parseExpression(reader, roots) : undefined;
  const limit = reader.accept('limit') ? parseLimit(reader) : undefined;
  if (reader.next.kind !== 'end') throw reader.fault();
  return { items, from: from.path, where, limit };
}

function parseFrom(reader: Reader): From {
  reader.expect('from');
  reader.expect('ossobject');
  const path = reader.steps();
  if (reader.accept('as')) return { path, alias: reader.name().toLowerCase() };
  const { kind, key } = reader.next;
  if (kind !== 'word' || key === 'where' || key === 'limit') return { path, alias: undefined };
  reader.take();
  return { path, alias: key };
}

function parseItems(reader: Reader, roots: ReadonlySet<string>): '*' | Item[] {
  const items: Item[] = [];
  let star = false;
  do {
    if (reader.accept('*')) star = true;
    else items.push(parseItem(reader, roots));
  } while (reader.accept(','));
  if (star && items.length > 0) throw refuse('select-sql-star-and-column');
  if (star) return '*';
  const aggregates = items.filter(({ kind }) => kind === 'aggregate').length;
  if (aggregates > 0 && aggregates < items.length) throw refuse('select-sql-aggregate-and-column');
  if (aggregates > MAX_AGGREGATES) throw refuse('select-sql-too-many-aggregates');
  if (items.length > MAX_COLUMNS) throw refuse('select-sql-too-many-columns');
  return items;
}

function parseItem(reader: Reader, roots: ReadonlySet<string>): Item {
  const { key } = reader.next;
  if (AGGREGATES.has(key) && reader.second.key === '(') {
    const name = reader.take().text.toUpperCase() as 'COUNT';
    reader.expect('(');
    const operand = name === 'COUNT' ? reader.expect('*') : parseOperand(reader, roots).operand;
    reader.expect(')');
    return { kind: 'aggregate', name, operand: operand ?? undefined, alias: parseAlias(reader) };
  }
  const { operand, path } = parseOperand(reader, roots);
  return { kind: 'column', operand, path, alias: parseAlias(reader) };
}

/** A column, or a column cast: no other expression may be selected. */
function parseOperand(reader: Reader, roots: ReadonlySet<string>) {
  const at = reader.next;
  const operand =
    at.key === 'cast' && reader.second.key === '(' ? parseCast(reader, roots) : parseColumn(reader, roots);
  const column = operand.kind === 'cast' ? operand.operand : operand;
  if (column.kind !== 'column') throw reader.fault();
  if (column.path.includes(ANY)) throw refuse('select-sql-wildcard');
  return { operand, path: column.path };
}

function parseAlias(reader: Reader): string | undefined {
  return reader.accept('as') ? reader.name() : undefined;
}

function parseLimit(reader: Reader): number {
  const negative = reader.accept('-');
  const { kind, text } = reader.take();
  if (kind !== 'number' || !/^\d{1,15}$/.test(text)) throw reader.fault();
  if (negative || Number(text) < 1) throw refuse('select-sql-limit');
  return Number(text);
}
