import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRuntime, type Runtime } from '../runtime/index.ts';
import { Blobs } from './blobs.ts';
import { prepareSchema } from './schema.ts';
import { type Database, openDatabase, transactions } from './sqlite.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

export { BucketGone } from './buckets.ts';
export type * from './store.ts';

export interface StoreOptions {
  /** Where everything is kept; made when missing. In memory when undefined, large bodies in a temporary directory. */
  readonly directory?: string | undefined;
  /** `full` also survives a power cut: every acknowledged change is flushed to the disk. */
  readonly durability?: 'normal' | 'full' | undefined;
  /** Where the ids and times of versions and delete markers come from; a runtime of its own when undefined. */
  readonly runtime?: Pick<Runtime, 'clock' | 'ids'> | undefined;
  /** Told about what was repaired at the start. */
  readonly log?: ((message: string) => void) | undefined;
}

const SQLITE_BUSY = 5;

/**
 * Opens a store.
 * @throws Error when another process holds the directory, another version wrote it, or this Node has no SQLite.
 */
export async function openStore({
  directory,
  durability = 'normal',
  runtime = makeRuntime(),
  log,
}: StoreOptions = {}): Promise<Store> {
  const source = { now: () => runtime.clock.now(), versionId: () => runtime.ids.version(runtime.clock.now()) };
  if (directory === undefined) {
    const db = await openDatabase(':memory:');
    db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    prepareSchema(db, ':memory:');
    return new SqliteStore(db, transactions(db), new Blobs(undefined, false), source, () => db.close());
  }
  mkdirSync(directory, { recursive: true });
  const pidFile = join(directory, 'ossmock.pid');
  const path = join(directory, 'ossmock.db');
  const db = await openDatabase(path);
  try {
    claim(db, durability);
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new Error(`${directory} is in use by ${owner(pidFile)}: stop it, or choose another directory`, {
      cause: error,
    });
  }
  const shut = () => {
    rmSync(pidFile, { force: true });
    release(db);
  };
  try {
    prepareSchema(db, path);
    writeFileSync(pidFile, `${process.pid}\n`);
    const blobs = new Blobs(join(directory, 'blobs'), durability === 'full');
    const store = new SqliteStore(db, transactions(db), blobs, source, shut);
    const swept = await store.repair();
    if (swept > 0) log?.(`removed ${swept} blob files that an interrupted process had left in ${directory}`);
    return store;
  } catch (error) {
    shut();
    throw error;
  }
}

/**
 * Locks the database file for this process; the lock ends with the process, however it ends.
 * @throws a SQLITE_BUSY error when another one has it.
 */
function claim(db: Database, durability: 'normal' | 'full'): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(`PRAGMA synchronous = ${durability}`);
  db.exec('PRAGMA journal_size_limit = 16777216');
  // KiB. The default of 2 MiB makes a listing among bodies go to the file for every row.
  db.exec('PRAGMA cache_size = -32768');
  // The first write takes the lock.
  db.exec('BEGIN IMMEDIATE; COMMIT');
}

/**
 * Closes the database and gives up the lock. `close` alone would not do on Node 20, where a connection lives on until its
 * statements are collected; and a lock taken under WAL is given up only outside WAL.
 */
function release(db: Database): void {
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema');
  db.close();
}

function owner(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}
