import type { Buckets } from './buckets.ts';
import type { Contents } from './contents.ts';
import { crc64Combine } from './crc64.ts';
import { successor, toColumn } from './keys.ts';
import { above, startBehind, walk } from './listing.ts';
import { columns, OBJECT_SQL } from './object-sql.ts';
import { RecentObjects } from './recent.ts';
import { DELETE_MARKER, extrasColumn, type ObjectContent, toObject, toVersion } from './rows.ts';
import { asBuffer, type Database, type Prepared, prepareAll, type Row, type Transaction } from './sqlite.ts';
import { MemoryContent, type OwnContent } from './staged.ts';
import type {
  AppendOutcome,
  Change,
  DeleteMarker,
  Deletion,
  Guard,
  ListPage,
  ListQuery,
  NewObject,
  ObjectRecord,
  VersionListPage,
  VersionListQuery,
} from './store.ts';
import { NULL_VERSION, Versions } from './versions.ts';

/** What new versions need. */
export interface VersionSource {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  versionId(): string;
}

/** The object rows: one statement for the common case, a transaction when a content or a version changes hands. */
export class Objects {
  private readonly transaction: Transaction;
  private readonly buckets: Buckets;
  private readonly contents: Contents;
  private readonly versions: Versions;
  private readonly source: VersionSource;
  private readonly sql: Prepared<typeof OBJECT_SQL>;
  private readonly recent = new RecentObjects();

  constructor(db: Database, transaction: Transaction, buckets: Buckets, contents: Contents, source: VersionSource) {
    this.transaction = transaction;
    this.buckets = buckets;
    this.contents = contents;
    this.versions = new Versions(db);
    this.source = source;
    this.sql = prepareAll(db, OBJECT_SQL);
  }

  get(bucket: string, key: string): ObjectRecord | undefined {
    const known = this.recent.get(bucket, key);
    if (known !== undefined) return known;
    const object = this.fetch(bucket, key);
    if (object !== undefined) this.recent.keep(object);
    return object;
  }

  version(bucket: string, key: string, versionId: string | undefined): ObjectRecord | DeleteMarker | undefined {
    const current = this.get(bucket, key);
    if (current !== undefined && (versionId === undefined || current.versionId === versionId)) return current;
    const id = this.buckets.find(bucket);
    if (id === undefined) return undefined;
    const row = versionId === undefined ? this.versions.newest(id, key) : this.versions.get(id, key, versionId);
    return row && toVersion(bucket, key, row);
  }

  /** Forgets every object that was read. */
  forget(): void {
    this.recent.clear();
  }

  /** @returns the version id, where the bucket has versions. @throws BucketGone, or what `guard` throws. */
  put(object: NewObject, staged: OwnContent, guard: Guard | undefined, as: string | undefined): string | undefined {
    const id = this.buckets.id(object.bucket);
    const versioning = this.buckets.versioning(object.bucket);
    this.recent.forget(object.bucket, object.key);
    // An appendable object has a content from the start: there is nothing to move when it grows.
    const inRow = staged instanceof MemoryContent && object.type !== 'Appendable';
    const md5 = object.type === 'Normal' ? (staged.md5?.toString('base64') ?? null) : null;
    const body = inRow && staged.size > 0 ? staged.bytes : null;
    if (inRow && versioning === undefined && guard === undefined) {
      const values = columns(id, object, NULL_VERSION, staged.size, staged.crc64, md5, null, body);
      if (this.sql.upsert.run(...values).changes === 1) return undefined;
      // The object there has a content, which must be released.
    }
    const version = this.transaction(() => {
      const made = this.makeRoom(id, object.bucket, object.key, guard, as);
      const content = inRow ? null : this.contents.adopt(staged);
      this.sql.insert.run(...columns(id, object, made, staged.size, staged.crc64, md5, content, body));
      return made;
    });
    staged.committed();
    return versioning === undefined ? undefined : version;
  }

  /** Writes an object whose bytes are in `content` already. Only within a transaction. */
  putContent(object: NewObject, size: number, crc64: string, content: number, guard: Guard | undefined): ObjectRecord {
    const id = this.buckets.id(object.bucket);
    this.recent.forget(object.bucket, object.key);
    const version = this.makeRoom(id, object.bucket, object.key, guard);
    this.sql.insert.run(...columns(id, object, version, size, crc64, null, content, null));
    return this.fetch(object.bucket, object.key) as ObjectRecord;
  }

  /** @throws BucketGone, or what `guard` throws. */
  append(object: NewObject, position: number, staged: OwnContent, guard: Guard | undefined): AppendOutcome {
    const { bucket, key } = object;
    const id = this.buckets.id(bucket);
    this.recent.forget(bucket, key);
    const outcome = this.transaction((): AppendOutcome => {
      const old = this.fetch(bucket, key);
      if (old !== undefined) guard?.(old);
      if (old !== undefined && old.type !== 'Appendable') return { outcome: 'not-appendable' };
      const length = old?.size ?? 0;
      if (position !== length) return { outcome: 'wrong-position', length };
      if (old === undefined) {
        const version = this.makeRoom(id, bucket, key, guard);
        const content = this.contents.own(staged);
        this.sql.insert.run(...columns(id, object, version, staged.size, staged.crc64, null, content, null));
      } else {
        const content = this.contents.appendable(old.content as number, length);
        this.contents.write(content, length, staged);
        const crc = crc64Combine(BigInt(old.crc64), BigInt(staged.crc64), staged.size).toString();
        const size = length + staged.size;
        this.sql.extend.run(size, crc, object.lastModified, content, id, toColumn(key));
      }
      return { outcome: 'appended', object: this.fetch(bucket, key) as ObjectRecord };
    });
    if (outcome.outcome === 'appended') staged.committed();
    return outcome;
  }

  /** @returns the version that was changed, if it is there. @throws what `change` throws. */
  update(bucket: string, key: string, change: Change, versionId: string | undefined): string | undefined {
    const old = this.version(bucket, key, versionId);
    if (old === undefined || old.type === DELETE_MARKER) return undefined;
    const changed = typeof change === 'function' ? change(old) : change;
    this.recent.forget(bucket, key);
    const { acl, storageClass, lastModified, contentType, ...extras } = { ...old, ...changed };
    const values = [acl, storageClass, lastModified, contentType, extrasColumn(extras)] as const;
    const id = this.buckets.id(bucket);
    if (this.sql.update.run(...values, id, toColumn(key), old.versionId).changes === 0) {
      this.versions.update(id, key, old.versionId, values);
    }
    return old.versionId;
  }

  /** @throws what `guard` throws. */
  remove(
    bucket: string,
    key: string,
    versionId: string | undefined,
    guard: Guard | undefined,
    as: string | undefined,
  ): Deletion {
    const id = this.buckets.find(bucket);
    this.recent.forget(bucket, key);
    if (id === undefined) return NOTHING;
    const versioning = this.buckets.versioning(bucket);
    if (versioning === undefined && guard === undefined) {
      if (versionId !== undefined && versionId !== NULL_VERSION) return NOTHING;
      const row = this.sql.remove.get(id, toColumn(key), NULL_VERSION);
      return row === undefined ? NOTHING : this.gone(bucket, key, row);
    }
    return this.transaction(() => {
      if (versionId === undefined && versioning !== undefined) {
        const marker = {
          type: DELETE_MARKER,
          bucket,
          key,
          versionId: this.makeRoom(id, bucket, key, guard, as),
          lastModified: this.source.now(),
        } as const;
        this.versions.mark(id, marker);
        return { removed: undefined, marker };
      }
      const removed = this.removeVersion(id, bucket, key, versionId ?? NULL_VERSION, guard);
      this.versions.promote(id, key);
      return removed === undefined ? NOTHING : { removed, marker: undefined };
    });
  }

  /** Only in buckets without versions. */
  rename(bucket: string, from: string, to: string): 'renamed' | 'missing' | 'taken' {
    const id = this.buckets.find(bucket);
    if (id === undefined) return 'missing';
    this.recent.clear();
    const [source, target] = [toColumn(from), toColumn(to)];
    return this.transaction(() => {
      if (this.sql.peek.get(id, source, behind(source)) === undefined) return 'missing';
      if (this.sql.peek.get(id, target, behind(target)) !== undefined) return 'taken';
      this.sql.rename.run(target, source, id, source, behind(source));
      return 'renamed';
    });
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

  listVersions(query: VersionListQuery): VersionListPage {
    const id = this.buckets.find(query.bucket);
    return id === undefined ? { versions: [], prefixes: [], next: undefined } : this.versions.list(id, query);
  }

  private fetch(bucket: string, key: string): ObjectRecord | undefined {
    const id = this.buckets.find(bucket);
    const row = id === undefined ? undefined : this.sql.get.get(id, toColumn(key));
    return row && toObject(bucket, key, row);
  }

  /**
   * Takes the current object and what must not exist beside a new version out of the way: with versioning on the object
   * becomes an older version, otherwise the version called null is replaced.
   * @returns the id of the version to be written.
   */
  private makeRoom(id: number, bucket: string, key: string, guard: Guard | undefined, as?: string): string {
    const versioning = this.buckets.versioning(bucket);
    if (versioning === undefined) {
      this.removeVersion(id, bucket, key, NULL_VERSION, guard);
      return NULL_VERSION;
    }
    if (versioning === 'Suspended') this.removeVersion(id, bucket, key, NULL_VERSION, guard);
    this.versions.retire(id, key);
    return versioning === 'Suspended' ? NULL_VERSION : (as ?? this.source.versionId());
  }

  private removeVersion(id: number, bucket: string, key: string, versionId: string, guard: Guard | undefined) {
    const row = this.sql.remove.get(id, toColumn(key), versionId) ?? this.versions.remove(id, key, versionId);
    if (row === undefined) return undefined;
    const removed = toVersion(bucket, key, row);
    // What the guard throws undoes the removal.
    if (guard !== undefined && removed.type !== DELETE_MARKER) guard(removed);
    this.release(row);
    return removed;
  }

  private gone(bucket: string, key: string, row: Row): Deletion {
    this.release(row);
    return { removed: toObject(bucket, key, row), marker: undefined };
  }

  private release({ content }: Row): void {
    if (content === null) this.contents.tidyLater();
    else this.contents.release(content as number);
  }
}

const NOTHING: Deletion = { removed: undefined, marker: undefined };

/** The first column value that is not `column` nor, where that is a directory, in it. */
function behind(column: string): string | Buffer {
  return column.endsWith('/') ? successor(column) : `${column}\x01`;
}
