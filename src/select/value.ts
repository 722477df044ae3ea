import { Decimal } from './decimal.ts';
import { parseTimestamp, Timestamp } from './timestamp.ts';

/** A JSON value as queries see it: whole numbers of 64 bits are bigints, all others doubles. */
export type JsonValue = null | boolean | bigint | number | string | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

/** What an expression yields. Undefined is a column or key that the row does not have; it counts as null. */
export type Value = JsonValue | Decimal | Timestamp | undefined;

export type Numeric = bigint | number | Decimal;

export type Type = 'int' | 'double' | 'decimal' | 'timestamp' | 'string' | 'bool';

/**
 * Thrown when a value is not of the type that the statement wants: the row is skipped (SelectObject page, "Data error
 * handling"). One instance, because it may be thrown for every row.
 */
export const MISMATCH = new TypeError('a value is not of the type that the statement wants');

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/** @throws MISMATCH beyond 64 bits. */
export function int64(value: bigint): bigint {
  if (value < MIN_INT || value > MAX_INT) throw MISMATCH;
  return value;
}

/** Casts a value to a type. An empty text has no number, instant or truth in it: it is null. @throws MISMATCH. */
export function cast(value: Value, type: Type, format?: string): Value {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string') return fromText(value, type, format);
  if (Array.isArray(value) || value instanceof Map) throw MISMATCH;
  switch (type) {
    case 'string':
      return String(value);
    case 'int':
      return toInt(value);
    case 'double':
      if (typeof value === 'boolean' || value instanceof Timestamp) throw MISMATCH;
      return Number(value);
    case 'decimal':
      return toDecimal(value);
    case 'timestamp':
      if (value instanceof Timestamp) return value;
      throw MISMATCH;
    case 'bool':
      if (typeof value === 'boolean') return value;
      throw MISMATCH;
  }
}

function fromText(text: string, type: Type, format: string | undefined): Value {
  if (type === 'string') return text;
  if (text === '') return null;
  switch (type) {
    case 'int':
      if (!/^[+-]?\d{1,19}$/.test(text)) throw MISMATCH;
      return int64(BigInt(text.startsWith('+') ? text.slice(1) : text));
    case 'double':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw MISMATCH;
      return Number(text);
    case 'decimal':
      return Decimal.parse(text) ?? mismatch();
    case 'timestamp':
      return parseTimestamp(text, format) ?? mismatch();
    case 'bool': {
      const lower = text.toLowerCase();
      if (lower !== 'true' && lower !== 'false') throw MISMATCH;
      return lower === 'true';
    }
  }
}

function mismatch(): never {
  throw MISMATCH;
}

function toInt(value: boolean | bigint | number | Decimal | Timestamp): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return int64(BigInt(Math.trunc(value)));
  if (value instanceof Decimal) return int64(value.truncated());
  throw MISMATCH;
}

/** @throws MISMATCH when the value is not a number. */
export function toDecimal(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return new Decimal(value, 0);
  if (typeof value === 'number') return Decimal.parse(String(value)) ?? mismatch();
  throw MISMATCH;
}

export function isNumeric(value: Value): value is Numeric {
  return typeof value === 'bigint' || typeof value === 'number' || value instanceof Decimal;
}

/**
 * Orders two values that are not null.
 * @returns below 0, 0 or above 0.
 * @throws MISMATCH when they are of different kinds.
 */
export function compare(a: Value, b: Value): number {
  if (isNumeric(a) && isNumeric(b)) {
    if (a instanceof Decimal || b instanceof Decimal) return toDecimal(a).compare(toDecimal(b));
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Timestamp && b instanceof Timestamp) return a.at - b.at;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  throw MISMATCH;
}
