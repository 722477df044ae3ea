import { refuse } from '../../errors/refuse.ts';
import { type Expression, pathText, type Statement } from './syntax.ts';

const MAX_CONDITIONS = 20;
const MAX_DEPTH = 10;

/**
 * Checks what can be said of a statement without its object (SelectObject page, limits and error codes).
 * @throws OssError of the family `select-sql-*`.
 */
export function checkStatement(statement: Statement, keepAllColumns: boolean): void {
  const { items, where } = statement;
  const casts = new Map<string, string>();
  if (items !== '*') {
    for (const { operand } of items) if (operand !== undefined) checkCasts(operand, casts);
    if (keepAllColumns) checkKept(items);
  }
  if (where === undefined) return;
  checkCasts(where, casts);
  if (conditions(where) > MAX_CONDITIONS) throw refuse('select-sql-too-many-conditions');
  if (depth(where) > MAX_DEPTH) throw refuse('select-sql-conditions-too-deep');
}

function checkKept(items: Exclude<Statement['items'], '*'>): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (item.kind === 'aggregate') throw refuse('select-sql-keep-columns-aggregate');
    const column = pathText(item.path);
    if (seen.has(column)) throw refuse('select-sql-keep-columns-duplicate');
    seen.add(column);
  }
}

function checkCasts(expression: Expression, casts: Map<string, string>): void {
  if (expression.kind === 'cast' && expression.operand.kind === 'column') {
    const column = pathText(expression.operand.path);
    const earlier = casts.get(column) ?? expression.type;
    if (earlier !== expression.type) throw refuse('select-sql-cast-twice', { Column: column });
    casts.set(column, expression.type);
  }
  for (const part of partsOf(expression)) checkCasts(part, casts);
}

function conditions(expression: Expression): number {
  const own = CONDITIONS.has(expression.kind) ? 1 : 0;
  return partsOf(expression).reduce((count, part) => count + conditions(part), own);
}

const CONDITIONS: ReadonlySet<string> = new Set(['comparison', 'like', 'between', 'in', 'is-null']);
const LEVELS: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function depth(expression: Expression): number {
  const own = LEVELS.has(expression.kind) ? 1 : 0;
  return own + Math.max(0, ...partsOf(expression).map(depth));
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'column':
      return [];
    case 'arithmetic':
    case 'concat':
    case 'comparison':
      return [expression.left, expression.right];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'and':
    case 'or':
      return expression.operands;
    default:
      return [expression.operand];
  }
}
