/**
 * SQLite through the `node:sqlite` API: built into Node from 22.13 on, provided by `@photostructure/sqlite` on Node 20
 * (docs/decisions/storage.md). Only the part of the API used here is declared.
 */

export type SqlValue = string | number | Uint8Array | null;
export type Row = Record<string, SqlValue>;

export interface Statement {
  run(...values: SqlValue[]): { readonly changes: number | bigint };
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type DatabaseClass = new (path: string) => Database;

/** Opens a database. @throws Error when this Node has no SQLite, or when another process holds the file. */
export async function openDatabase(path: string): Promise<Database> {
  const DatabaseSync = builtIn() ?? (await installed());
  return new DatabaseSync(path);
}

function builtIn(): DatabaseClass | undefined {
  const module = withoutExperimentalWarning('SQLite', () => process.getBuiltinModule('node:sqlite'));
  return (module as { DatabaseSync: DatabaseClass } | undefined)?.DatabaseSync;
}

async function installed(): Promise<DatabaseClass> {
  try {
    const { DatabaseSync } = await import('@photostructure/sqlite');
    return DatabaseSync as unknown as DatabaseClass;
  } catch (error) {
    throw new Error(
      `Node ${process.versions.node} has no SQLite: use Node 22.13 or newer, or install @photostructure/sqlite`,
      { cause: error },
    );
  }
}

/** Runs `load` without the ExperimentalWarning that Node 22 prints about `subject`; every other warning passes. */
export function withoutExperimentalWarning<T>(subject: string, load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const type = typeof rest[0] === 'object' ? (rest[0] as { type?: string }).type : rest[0];
    if (type === 'ExperimentalWarning' && String(warning).startsWith(subject)) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Runs `work` as one transaction; nothing of it remains when it throws. */
export type Transaction = <T>(work: () => T) => T;

export function transactions(db: Database): Transaction {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
}

export type Prepared<Texts> = { readonly [Name in keyof Texts]: Statement };

export function prepareAll<Texts extends Record<string, string>>(db: Database, texts: Texts): Prepared<Texts> {
  return Object.fromEntries(Object.entries(texts).map(([name, sql]) => [name, db.prepare(sql)])) as Prepared<Texts>;
}

/** The bytes of a blob column, NULL being none. */
export function asBuffer(value: SqlValue | undefined): Buffer {
  const bytes = value as Uint8Array | null;
  return bytes === null ? EMPTY : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const EMPTY = Buffer.alloc(0);
