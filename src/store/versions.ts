import { toColumn } from './keys.ts';
import { above, atLeast, startBehind, walk } from './listing.ts';
import { DELETE_MARKER, FACTS, toVersion } from './rows.ts';
import { type Database, type Prepared, prepareAll, type Row } from './sqlite.ts';
import type { DeleteMarker, ListedVersion, VersionListPage, VersionListQuery } from './store.ts';

/** The version id of what was written without versioning. */
export const NULL_VERSION = 'null';

/**
 * The rows of `versions`: what is not a current object. Rows move between there and `objects` whole, so contents change
 * hands without being counted. Everything that writes is called within a transaction.
 */
export class Versions {
  private readonly sql: Prepared<typeof SQL>;
  private youngest: number;

  constructor(db: Database) {
    this.sql = prepareAll(db, SQL);
    this.youngest = Number(this.sql.youngest.get()?.age);
  }

  get(id: number, key: string, versionId: string): Row | undefined {
    return this.sql.get.get(id, toColumn(key), versionId);
  }

  newest(id: number, key: string): Row | undefined {
    return this.sql.newest.get(id, toColumn(key));
  }

  /** Makes the current object, if there is one, the newest of the older versions. */
  retire(id: number, key: string): void {
    const column = toColumn(key);
    if (this.sql.retire.run(this.youngest - 1, id, column).changes === 0) return;
    this.youngest--;
    this.sql.removeCurrent.run(id, column);
  }

  /** Makes the newest version the current object, unless there is one or it is a delete marker. */
  promote(id: number, key: string): void {
    const column = toColumn(key);
    if (this.sql.current.get(id, column) !== undefined) return;
    const newest = this.sql.newest.get(id, column);
    if (newest === undefined || newest.type === DELETE_MARKER) return;
    this.sql.promote.run(newest.age as number);
    this.sql.removeAge.run(newest.age as number);
  }

  mark(id: number, { key, versionId, lastModified }: DeleteMarker): void {
    this.sql.mark.run(--this.youngest, id, toColumn(key), lastModified, versionId);
  }

  /** @returns the row that was removed. */
  remove(id: number, key: string, versionId: string): Row | undefined {
    return this.sql.remove.get(id, toColumn(key), versionId);
  }

  update(id: number, key: string, versionId: string, change: readonly (string | number | null)[]): void {
    this.sql.update.run(...change, id, toColumn(key), versionId);
  }

  list(
    id: number,
    { bucket, prefix, delimiter, keyMarker, versionIdMarker, limit }: VersionListQuery,
  ): VersionListPage {
    const from =
      keyMarker === '' || versionIdMarker === ''
        ? { key: startBehind(keyMarker, prefix, delimiter), age: CURRENT }
        : this.behindMarker(id, keyMarker, versionIdMarker, prefix);
    const { entries, more } = walk({
      prefix,
      delimiter,
      from,
      limit,
      peek: (place, stop) => this.sql.peek.get(id, currentFrom(place), stop, id, place.key, place.age, stop),
      rows: (place, stop, count) =>
        this.sql.list.all(id, currentFrom(place), stop, id, place.key, place.age, stop, count),
      at: (key) => ({ key, age: CURRENT }),
      behind: (row) => ({ key: row.key as string, age: (row.age as number) + 1 }),
    });
    const versions: ListedVersion[] = [];
    const prefixes: string[] = [];
    let within = from.age === CURRENT ? undefined : keyMarker;
    for (const entry of entries) {
      if ('prefix' in entry) prefixes.push(entry.prefix);
      else {
        versions.push({ version: toVersion(bucket, entry.key, entry.row), latest: entry.key !== within });
        within = entry.key;
      }
    }
    const last = entries.at(-1);
    if (!more || last === undefined) return { versions, prefixes, next: undefined };
    const next =
      'row' in last
        ? { key: last.key, versionId: last.row.version as string }
        : { key: last.prefix, versionId: undefined };
    return { versions, prefixes, next };
  }

  /**
   * Behind one version of a key. When that version is gone its place is unknown, and all versions of the key that are left
   * are listed: whoever lists and deletes page by page misses none.
   */
  private behindMarker(id: number, key: string, versionId: string, prefix: string): Place {
    const column = toColumn(key);
    const from = atLeast(column, toColumn(prefix));
    if (from !== column) return { key: from, age: CURRENT };
    if (this.sql.current.get(id, column)?.version === versionId) return { key: from, age: CURRENT + 1 };
    const row = this.get(id, key, versionId);
    return { key: from, age: row === undefined ? CURRENT : (row.age as number) + 1 };
  }
}

/** From this version of this key on. */
interface Place {
  readonly key: string | Buffer;
  readonly age: number;
}

/** The age of current objects: they are younger than every row of `versions`. */
const CURRENT = Number.MIN_SAFE_INTEGER;

function currentFrom({ key, age }: Place): string | Buffer {
  return age === CURRENT || typeof key !== 'string' ? key : above(key);
}

/** Both tables in one order; SQLite merges them without sorting. */
function inOrder(columns: string): string {
  return `SELECT key, ${CURRENT} AS age${columns} FROM objects WHERE bucket = ? AND key >= ? AND key < ?
    UNION ALL SELECT key, age${columns} FROM versions WHERE bucket = ? AND (key, age) >= (?, ?) AND key < ?
    ORDER BY key, age LIMIT`;
}

const MOVED = `bucket, key, ${FACTS}, body`;

const SQL = {
  youngest: 'SELECT coalesce(min(age), 0) AS age FROM versions',
  get: `SELECT age, ${FACTS}, body FROM versions WHERE bucket = ? AND key = ? AND version = ?`,
  newest: `SELECT age, ${FACTS}, body FROM versions WHERE bucket = ? AND key = ? ORDER BY age LIMIT 1`,
  current: 'SELECT version FROM objects WHERE bucket = ? AND key = ?',
  retire: `INSERT INTO versions (age, ${MOVED}) SELECT ?, ${MOVED} FROM objects WHERE bucket = ? AND key = ?`,
  removeCurrent: 'DELETE FROM objects WHERE bucket = ? AND key = ?',
  promote: `INSERT INTO objects (${MOVED}) SELECT ${MOVED} FROM versions WHERE age = ?`,
  removeAge: 'DELETE FROM versions WHERE age = ?',
  mark: `INSERT INTO versions (age, bucket, key, type, acl, storage_class, last_modified, content_type, etag, size, crc64, version)
    VALUES (?, ?, ?, '${DELETE_MARKER}', 'default', '', ?, '', '', 0, '0', ?)`,
  remove: `DELETE FROM versions WHERE bucket = ? AND key = ? AND version = ? RETURNING ${FACTS}, body`,
  update: `UPDATE versions SET acl = ?, storage_class = ?, last_modified = ?, content_type = ?, extras = ?
    WHERE bucket = ? AND key = ? AND version = ?`,
  peek: `${inOrder('')} 1`,
  list: `${inOrder(`, ${FACTS}`)} ?`,
} as const;
