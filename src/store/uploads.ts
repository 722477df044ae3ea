import type { Buckets } from './buckets.ts';
import type { Contents } from './contents.ts';
import { crc64Combine } from './crc64.ts';
import { toColumn } from './keys.ts';
import { atLeast, startBehind, walk } from './listing.ts';
import type { Objects } from './objects.ts';
import { toUpload } from './rows.ts';
import { type Database, type Prepared, prepareAll, type Row, type Transaction } from './sqlite.ts';
import type { OwnContent } from './staged.ts';
import type {
  Guard,
  NewObject,
  NewPart,
  ObjectRecord,
  PartRecord,
  UploadListPage,
  UploadListQuery,
  UploadRecord,
} from './store.ts';

/** Uploads and their parts. Each part owns its content; completing moves the extents into that of the object. */
export class Uploads {
  private readonly transaction: Transaction;
  private readonly buckets: Buckets;
  private readonly objects: Objects;
  private readonly contents: Contents;
  private readonly sql: Prepared<typeof SQL>;

  constructor(db: Database, transaction: Transaction, buckets: Buckets, objects: Objects, contents: Contents) {
    this.transaction = transaction;
    this.buckets = buckets;
    this.objects = objects;
    this.contents = contents;
    this.sql = prepareAll(db, SQL);
  }

  /** @throws BucketGone */
  create({ id, bucket, key, initiatedAt, sequential, object }: UploadRecord): void {
    const told = JSON.stringify(object);
    this.sql.insert.run(id, this.buckets.id(bucket), toColumn(key), initiatedAt, sequential ? 1 : 0, told);
  }

  get(bucket: string, key: string, uploadId: string): UploadRecord | undefined {
    const row = this.sql.get.get(uploadId);
    if (row === undefined || row.bucket !== this.buckets.find(bucket) || row.key !== toColumn(key)) return undefined;
    return toUpload(bucket, row);
  }

  /** @returns false when the upload is gone. */
  putPart(uploadId: string, part: NewPart, staged: OwnContent): boolean {
    const done = this.transaction(() => {
      const upload = this.number(uploadId);
      if (upload === undefined) return false;
      const old = this.sql.part.get(upload, part.number);
      if (old !== undefined) this.contents.release(old.content as number);
      const facts = [part.etag, part.lastModified, staged.size, staged.crc64, this.contents.own(staged)] as const;
      this.sql.putPart.run(upload, part.number, ...facts);
      return true;
    });
    if (done) staged.committed();
    return done;
  }

  parts(uploadId: string, after: number, limit: number): PartRecord[] {
    const upload = this.number(uploadId);
    if (upload === undefined) return [];
    return this.sql.parts.all(upload, after, limit).map((row) => ({
      number: row.number as number,
      etag: row.etag as string,
      lastModified: row.last_modified as number,
      size: row.size as number,
      crc64: row.crc64 as string,
    }));
  }

  /** The named parts, in the order given. @throws Error when a number has no part or comes twice. */
  private named(upload: number, numbers: readonly number[]): { content: number; size: number; crc64: string }[] {
    const parts = new Map(this.sql.parts.all(upload, 0, -1).map((row) => [row.number as number, row]));
    return numbers.map((number) => {
      const row = parts.get(number);
      if (row === undefined) throw new Error(`there is no part ${number} to take, or it was named twice`);
      parts.delete(number);
      return { content: row.content as number, size: row.size as number, crc64: row.crc64 as string };
    });
  }

  complete(
    uploadId: string,
    numbers: readonly number[],
    object: NewObject,
    guard: Guard | undefined,
  ): ObjectRecord | 'no-such-upload' {
    return this.transaction(() => {
      const upload = this.number(uploadId);
      if (upload === undefined) return 'no-such-upload';
      const parts = this.named(upload, numbers);
      const content = this.contents.create();
      let size = 0;
      let crc = 0n;
      for (const part of parts) {
        this.contents.move(content, size, part.content);
        size += part.size;
        crc = crc64Combine(crc, BigInt(part.crc64), part.size);
      }
      this.end(upload, new Set(parts.map((part) => part.content)));
      return this.objects.putContent(object, size, crc.toString(), content, guard);
    });
  }

  /** @returns false when the upload is gone. */
  abort(uploadId: string): boolean {
    return this.transaction(() => {
      const upload = this.number(uploadId);
      if (upload === undefined) return false;
      this.end(upload);
      return true;
    });
  }

  list({ bucket, prefix, delimiter, keyMarker, uploadIdMarker, limit }: UploadListQuery): UploadListPage {
    const id = this.buckets.find(bucket);
    const uploads: UploadRecord[] = [];
    const prefixes: string[] = [];
    if (id === undefined) return { uploads, prefixes, truncated: false };
    const from =
      keyMarker === '' || uploadIdMarker === ''
        ? { key: startBehind(keyMarker, prefix, delimiter), number: 0 }
        : this.behindMarker(id, keyMarker, uploadIdMarker, prefix);
    const { entries, more } = walk({
      prefix,
      delimiter,
      from,
      limit,
      peek: ({ key, number }, stop) => this.sql.peek.get(id, key, number, stop),
      rows: ({ key, number }, stop, count) => this.sql.list.all(id, key, number, stop, count),
      at: (key) => ({ key, number: 0 }),
      behind: (row) => ({ key: row.key as string, number: row.number as number }),
    });
    for (const entry of entries) {
      if ('row' in entry) uploads.push(toUpload(bucket, entry.row));
      else prefixes.push(entry.prefix);
    }
    return { uploads, prefixes, truncated: more };
  }

  /**
   * Behind one upload of a key. When that upload is gone its place is unknown, and all uploads of the key that are left
   * are listed: whoever lists and aborts page by page misses none.
   */
  private behindMarker(bucket: number, key: string, uploadId: string, prefix: string): Place {
    const row: Row | undefined = this.sql.get.get(uploadId);
    const column = toColumn(key);
    const known = row !== undefined && row.bucket === bucket && row.key === column;
    const from = atLeast(column, toColumn(prefix));
    return { key: from, number: known && from === column ? (row.number as number) : 0 };
  }

  private number(uploadId: string): number | undefined {
    return this.sql.get.get(uploadId)?.number as number | undefined;
  }

  /** Removes an upload and lets go of what its parts hold, but for the contents that were moved. */
  private end(upload: number, moved: ReadonlySet<number> = new Set()): void {
    for (const row of this.sql.parts.all(upload, 0, -1)) {
      if (!moved.has(row.content as number)) this.contents.release(row.content as number);
    }
    this.sql.removeParts.run(upload);
    this.sql.remove.run(upload);
  }
}

/** Numbers begin at 1: with 0 a place is before every upload of its key. */
interface Place {
  readonly key: string | Buffer;
  readonly number: number;
}

const SQL = {
  insert: 'INSERT INTO uploads (id, bucket, key, initiated_at, sequential, object) VALUES (?, ?, ?, ?, ?, ?)',
  get: 'SELECT * FROM uploads WHERE id = ?',
  remove: 'DELETE FROM uploads WHERE number = ?',
  peek: `SELECT key FROM uploads WHERE bucket = ? AND (key, number) > (?, ?) AND key < ?
    ORDER BY key, number LIMIT 1`,
  list: `SELECT * FROM uploads WHERE bucket = ? AND (key, number) > (?, ?) AND key < ?
    ORDER BY key, number LIMIT ?`,
  part: 'SELECT content FROM parts WHERE upload = ? AND number = ?',
  putPart: `INSERT OR REPLACE INTO parts (upload, number, etag, last_modified, size, crc64, content)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  parts: `SELECT number, etag, last_modified, size, crc64, content FROM parts
    WHERE upload = ? AND number > ? ORDER BY number LIMIT ?`,
  removeParts: 'DELETE FROM parts WHERE upload = ?',
} as const;
