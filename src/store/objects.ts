import type { Buckets } from './buckets.ts';
import type { Contents } from './contents.ts';
import { crc64Combine } from './crc64.ts';
import { toColumn } from './keys.ts';
import { above, startBehind, walk } from './listing.ts';
import { RecentObjects } from './recent.ts';
import { extrasColumn, FACTS, type ObjectContent, toObject } from './rows.ts';
import { asBuffer, type Database, type Prepared, prepareAll, type SqlValue, type Transaction } from './sqlite.ts';
import { MemoryContent, type OwnContent } from './staged.ts';
import type { AppendOutcome, ListPage, ListQuery, NewObject, ObjectChange, ObjectRecord } from './store.ts';

/** The object rows: one statement for the common case, a transaction when a content changes hands. */
export class Objects {
  private readonly transaction: Transaction;
  private readonly buckets: Buckets;
  private readonly contents: Contents;
  private readonly sql: Prepared<typeof SQL>;
  private readonly recent = new RecentObjects();

  constructor(db: Database, transaction: Transaction, buckets: Buckets, contents: Contents) {
    this.transaction = transaction;
    this.buckets = buckets;
    this.contents = contents;
    this.sql = prepareAll(db, SQL);
  }

  get(bucket: string, key: string): ObjectRecord | undefined {
    const known = this.recent.get(bucket, key);
    if (known !== undefined) return known;
    const object = this.fetch(bucket, key);
    if (object !== undefined) this.recent.keep(object);
    return object;
  }

  /** Forgets every object that was read. */
  forget(): void {
    this.recent.clear();
  }

  /** @returns false when `keepExisting` and the key is taken. @throws BucketGone */
  put(object: NewObject, staged: OwnContent, keepExisting: boolean): boolean {
    const id = this.buckets.id(object.bucket);
    this.recent.forget(object.bucket, object.key);
    // An appendable object has a content from the start: there is nothing to move when it grows.
    if (staged instanceof MemoryContent && object.type !== 'Appendable') {
      const insert = keepExisting ? this.sql.insert : this.sql.upsert;
      const md5 = object.type === 'Normal' ? staged.md5.toString('base64') : null;
      const values = columns(id, object, staged.size, staged.crc64, md5, null, staged.size === 0 ? null : staged.bytes);
      if (insert.run(...values).changes === 1) return true;
      if (keepExisting) return false;
      // The object there has a content, which must be released.
      this.transaction(() => this.replace(id, object.key, values));
      return true;
    }
    const done = this.transaction(() => {
      if (keepExisting && this.exists(id, object.key)) return false;
      const md5 = object.type === 'Normal' ? (staged.md5?.toString('base64') ?? null) : null;
      const content = this.contents.adopt(staged);
      this.replace(id, object.key, columns(id, object, staged.size, staged.crc64, md5, content, null));
      return true;
    });
    if (done) staged.committed();
    return done;
  }

  /** Writes an object whose bytes are in `content` already. Only within a transaction. */
  putContent(object: NewObject, size: number, crc64: string, content: number): ObjectRecord {
    const id = this.buckets.id(object.bucket);
    this.recent.forget(object.bucket, object.key);
    this.replace(id, object.key, columns(id, object, size, crc64, null, content, null));
    return this.fetch(object.bucket, object.key) as ObjectRecord;
  }

  has(bucket: string, key: string): boolean {
    return this.exists(this.buckets.id(bucket), key);
  }

  /** @throws BucketGone */
  append(object: NewObject, position: number, staged: OwnContent): AppendOutcome {
    const id = this.buckets.id(object.bucket);
    this.recent.forget(object.bucket, object.key);
    const outcome = this.transaction((): AppendOutcome => {
      const old = this.fetch(object.bucket, object.key);
      if (old !== undefined && old.type !== 'Appendable') return { outcome: 'not-appendable' };
      const length = old?.size ?? 0;
      if (position !== length) return { outcome: 'wrong-position', length };
      if (old === undefined) {
        const content = this.contents.own(staged);
        this.sql.insert.run(...columns(id, object, staged.size, staged.crc64, null, content, null));
      } else {
        const content = this.contents.appendable(old.content as number, length);
        this.contents.write(content, length, staged);
        const crc = crc64Combine(BigInt(old.crc64), BigInt(staged.crc64), staged.size).toString();
        const size = length + staged.size;
        this.sql.extend.run(size, crc, object.lastModified, content, id, toColumn(object.key));
      }
      return { outcome: 'appended', object: this.fetch(object.bucket, object.key) as ObjectRecord };
    });
    if (outcome.outcome === 'appended') staged.committed();
    return outcome;
  }

  update(bucket: string, key: string, change: Partial<ObjectChange>): void {
    const old = this.fetch(bucket, key);
    if (old === undefined) return;
    this.recent.forget(bucket, key);
    const { acl, storageClass, lastModified, contentType, ...extras } = { ...old, ...change };
    const where = [this.buckets.id(bucket), toColumn(key)] as const;
    this.sql.update.run(acl, storageClass, lastModified, contentType, extrasColumn(extras), ...where);
  }

  remove(bucket: string, key: string): ObjectRecord | undefined {
    const id = this.buckets.find(bucket);
    this.recent.forget(bucket, key);
    const row = id === undefined ? undefined : this.sql.remove.get(id, toColumn(key));
    if (row === undefined) return undefined;
    if (row.content === null) this.contents.tidyLater();
    else this.contents.release(row.content as number);
    return toObject(bucket, key, row);
  }

  /** Where the bytes of a record are. @throws Error when it came from a listing and is not stored any more. */
  locate(object: ObjectRecord): Buffer | number {
    const content = object.content as ObjectContent;
    if (content !== undefined) return content;
    const { bucket, key, etag, lastModified } = object;
    const row = this.sql.body.get(this.buckets.id(bucket), toColumn(key), etag, lastModified);
    if (row === undefined) throw new Error(`${bucket}/${key} has changed since it was listed`);
    return asBuffer(row.body);
  }

  list({ bucket, prefix, delimiter, after, limit }: ListQuery): ListPage {
    const id = this.buckets.find(bucket);
    const objects: ObjectRecord[] = [];
    const prefixes: string[] = [];
    if (id === undefined) return { objects, prefixes, next: undefined };
    const { entries, more } = walk({
      prefix,
      delimiter,
      from: startBehind(after, prefix, delimiter),
      limit,
      peek: (from, stop) => this.sql.peek.get(id, from, stop),
      rows: (from, stop, count) => this.sql.list.all(id, from, stop, count),
      at: (column) => column,
      behind: (row) => above(row.key as string),
    });
    for (const entry of entries) {
      if ('row' in entry) objects.push(toObject(bucket, entry.key, entry.row));
      else prefixes.push(entry.prefix);
    }
    const last = entries.at(-1);
    return {
      objects,
      prefixes,
      next: more && last !== undefined ? ('row' in last ? last.key : last.prefix) : undefined,
    };
  }

  private fetch(bucket: string, key: string): ObjectRecord | undefined {
    const id = this.buckets.find(bucket);
    const row = id === undefined ? undefined : this.sql.get.get(id, toColumn(key));
    return row && toObject(bucket, key, row);
  }

  private exists(id: number, key: string): boolean {
    return this.sql.content.get(id, toColumn(key)) !== undefined;
  }

  /** Writes a row over whatever is there. */
  private replace(id: number, key: string, values: SqlValue[]): void {
    const old = this.sql.content.get(id, toColumn(key))?.content ?? null;
    this.sql.replace.run(...values);
    if (old !== null) this.contents.release(old as number);
  }
}

function columns(
  bucket: number,
  object: NewObject,
  size: number,
  crc64: string,
  md5: string | null,
  content: number | null,
  body: Buffer | null,
): SqlValue[] {
  const { key, type, acl, storageClass, lastModified, contentType, etag } = object;
  const extras = extrasColumn(object);
  return [
    bucket,
    toColumn(key),
    type,
    acl,
    storageClass,
    lastModified,
    contentType,
    etag,
    size,
    crc64,
    md5,
    extras,
    content,
    body,
  ];
}

const COLUMNS = `bucket, key, ${FACTS}, body`;
const VALUES = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const OVERWRITE = `${FACTS}, body`
  .split(', ')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

const SQL = {
  get: `SELECT ${FACTS}, body FROM objects WHERE bucket = ? AND key = ?`,
  content: 'SELECT content FROM objects WHERE bucket = ? AND key = ?',
  body: 'SELECT body FROM objects WHERE bucket = ? AND key = ? AND etag = ? AND last_modified = ? AND content IS NULL',
  peek: 'SELECT key FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1',
  list: `SELECT key, ${FACTS} FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?`,
  insert: `INSERT INTO objects (${COLUMNS}) VALUES ${VALUES} ON CONFLICT DO NOTHING`,
  // Changes nothing when the object there has a content.
  upsert: `INSERT INTO objects (${COLUMNS}) VALUES ${VALUES}
    ON CONFLICT (bucket, key) DO UPDATE SET ${OVERWRITE} WHERE content IS NULL`,
  replace: `INSERT OR REPLACE INTO objects (${COLUMNS}) VALUES ${VALUES}`,
  extend: 'UPDATE objects SET size = ?, crc64 = ?, last_modified = ?, content = ? WHERE bucket = ? AND key = ?',
  update: `UPDATE objects SET acl = ?, storage_class = ?, last_modified = ?, content_type = ?, extras = ?
    WHERE bucket = ? AND key = ?`,
  remove: `DELETE FROM objects WHERE bucket = ? AND key = ? RETURNING ${FACTS}, body`,
} as const;
