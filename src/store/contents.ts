import { afterTurn } from '../runtime/timers.ts';
import type { Blobs } from './blobs.ts';
import { asBuffer, type Database, type Prepared, prepareAll, type Transaction } from './sqlite.ts';
import { FileContent, MemoryContent, type OwnContent, SharedContent } from './staged.ts';

/** A piece of a content: `length` bytes at `position`, held in a row (`blob` undefined) or in a blob file from `start`. */
export interface Extent {
  readonly row: number;
  readonly position: number;
  readonly length: number;
  readonly blob: number | undefined;
  readonly start: number;
}

/**
 * Contents: numbered lists of extents. A content lives as long as a row of `objects`, `versions` or `parts` refers to it or somebody
 * has pinned it; what nobody needs any more is collected a turn of the event loop later, so that a record just read can
 * still be opened.
 */
export class Contents {
  private readonly db: Database;
  private readonly transaction: Transaction;
  private readonly blobs: Blobs;
  private readonly sql: Prepared<typeof SQL>;
  private readonly pins = new Map<number, number>();
  private readonly released = new Set<number>();
  private collecting: { cancel(): void } | undefined;
  private last: number;
  private readonly kept: (blob: number) => boolean;
  private closed = false;

  /** @param kept says which blobs somebody else still needs. */
  constructor(db: Database, transaction: Transaction, blobs: Blobs, kept: (blob: number) => boolean) {
    this.db = db;
    this.transaction = transaction;
    this.blobs = blobs;
    this.kept = kept;
    this.sql = prepareAll(db, SQL);
    this.last = Number(this.sql.lastContent.get()?.last);
  }

  /** A new, empty content. */
  create(): number {
    return ++this.last;
  }

  /** Writes what was staged at `position` of a content. Only within a transaction. */
  write(content: number, position: number, staged: OwnContent): void {
    if (staged.size === 0) return;
    if (staged instanceof MemoryContent) {
      this.sql.insert.run(content, position, staged.size, null, 0, staged.bytes);
    } else if (staged instanceof FileContent) {
      this.sql.insert.run(content, position, staged.size, staged.blob, 0, null);
    } else {
      this.copy(content, position, staged.source, staged.first, staged.size);
    }
  }

  /** A content that nobody else refers to, holding what was staged. */
  own(staged: OwnContent): number {
    const content = this.create();
    this.write(content, 0, staged);
    return content;
  }

  /** A content whose first bytes are what was staged: that of the source when sharing from its start. */
  adopt(staged: OwnContent): number {
    return staged instanceof SharedContent && staged.first === 0 ? staged.source : this.own(staged);
  }

  /** Moves every extent of `source` behind `position` of `content`. */
  move(content: number, position: number, source: number): void {
    this.sql.move.run(content, position, source);
  }

  /**
   * The content to append to, for the one object of `size` bytes that refers to `content`: a list of its own when others
   * refer to this one or an earlier owner has gone further.
   */
  appendable(content: number, size: number): number {
    const shared =
      this.sql.referrers.all(content, content, content).length > 1 || this.sql.behind.get(content, size) !== undefined;
    if (!shared) return content;
    const own = this.create();
    this.copy(own, 0, content, 0, size);
    this.release(content);
    return own;
  }

  /** The extents that hold bytes from `first` on and before `stop`, in order, a page at a time. */
  extents(content: number, first: number, stop: number, limit: number): Extent[] {
    return this.sql.page.all(content, content, first, stop, limit).map((row) => ({
      row: row.rowid as number,
      position: row.position as number,
      length: row.length as number,
      blob: (row.blob as number | null) ?? undefined,
      start: row.start as number,
    }));
  }

  /** The bytes of an extent that is held in its row. */
  data(extent: Extent): Buffer {
    return asBuffer(this.sql.data.get(extent.row)?.data);
  }

  /** Whether a content of `size` bytes has not been collected. */
  isThere(content: number, size: number): boolean {
    return size === 0 || this.sql.page.get(content, content, 0, 1, 1) !== undefined;
  }

  pin(content: number): void {
    this.pins.set(content, (this.pins.get(content) ?? 0) + 1);
  }

  unpin(content: number): void {
    const left = (this.pins.get(content) as number) - 1;
    if (left > 0) {
      this.pins.set(content, left);
    } else {
      this.pins.delete(content);
      this.release(content);
    }
  }

  /** Says that a reference to a content is gone. It is collected unless others remain. */
  release(content: number): void {
    this.released.add(content);
    this.tidyLater();
  }

  /** Has garbage collected and free pages given back soon. */
  tidyLater(): void {
    if (!this.closed) this.collecting ??= afterTurn(() => this.tidy());
  }

  private tidy(): void {
    this.collecting = undefined;
    this.collect();
    if ((this.sql.freePages.get()?.freelist_count as number) <= SPARE_PAGES) return;
    this.db.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`);
    this.tidyLater();
  }

  /** Removes the released contents that nobody needs, then the blobs that no content needs. */
  collect(): void {
    if (this.released.size === 0) return;
    const blobs = this.transaction(() => {
      const orphans = new Set<number>();
      for (const content of this.released) {
        // A pinned content comes back here when the last pin goes.
        if (this.pins.has(content) || this.sql.referrers.get(content, content, content) !== undefined) continue;
        for (const { blob } of this.sql.blobsOf.all(content)) orphans.add(blob as number);
        this.sql.remove.run(content);
      }
      for (const blob of orphans) if (this.holds(blob)) orphans.delete(blob);
      return orphans;
    });
    this.released.clear();
    for (const blob of blobs) this.blobs.remove(blob);
  }

  /** Collects for the last time: readers that are still open may let go afterwards. */
  close(): void {
    this.collecting?.cancel();
    this.closed = true;
    this.collect();
  }

  /** Whether some content, or somebody else, needs this blob. */
  holds(blob: number): boolean {
    return this.sql.blobInUse.get(blob) !== undefined || this.kept(blob);
  }

  /** Releases every content that no row refers to: what a killed process left. */
  releaseOrphans(): void {
    for (const { content } of this.sql.orphans.all()) this.release(content as number);
  }

  /** Releases every content. */
  releaseAll(): void {
    for (const { content } of this.sql.every.all()) this.release(content as number);
  }

  private copy(content: number, position: number, source: number, first: number, size: number): void {
    this.sql.copy.run(content, position, source, first, first + size);
  }
}

/** Pages (of 4 KiB) that may lie free, for the next objects to use. */
const SPARE_PAGES = 4096;
/** Pages given back in one go: about a millisecond. */
const STEP_PAGES = 512;

const SQL = {
  freePages: 'PRAGMA freelist_count',
  lastContent: `SELECT max(
      coalesce((SELECT max(content) FROM extents), 0),
      coalesce((SELECT max(content) FROM objects WHERE content IS NOT NULL), 0),
      coalesce((SELECT max(content) FROM versions WHERE content IS NOT NULL), 0),
      coalesce((SELECT max(content) FROM parts), 0)
    ) AS last`,
  insert: 'INSERT INTO extents (content, position, length, blob, start, data) VALUES (?, ?, ?, ?, ?, ?)',
  move: 'UPDATE extents SET content = ?, position = position + ? WHERE content = ?',
  // The extents of a range of `source`, cut to the range. Numbered parameters would do without the subquery, but
  // node:sqlite does not bind them by position.
  copy: `INSERT INTO extents (content, position, length, blob, start, data)
    SELECT range.content, range.position + max(old.position - range.first, 0),
      min(old.position + old.length, range.stop) - max(old.position, range.first), old.blob,
      iif(old.blob IS NULL, 0, old.start + max(range.first - old.position, 0)),
      substr(old.data, max(range.first - old.position, 0) + 1,
        min(old.position + old.length, range.stop) - max(old.position, range.first))
    FROM (SELECT ? AS content, ? AS position, ? AS source, ? AS first, ? AS stop) AS range
    JOIN extents AS old ON old.content = range.source AND old.position < range.stop
      AND old.position + old.length > range.first`,
  referrers: `SELECT 1 FROM objects WHERE content = ? UNION ALL SELECT 1 FROM versions WHERE content = ?
    UNION ALL SELECT 1 FROM parts WHERE content = ? LIMIT 2`,
  behind: 'SELECT 1 FROM extents WHERE content = ? AND position >= ? LIMIT 1',
  page: `SELECT rowid, position, length, blob, start FROM extents
    WHERE content = ? AND position >= (SELECT max(position) FROM extents WHERE content = ? AND position <= ?)
      AND position < ? ORDER BY position LIMIT ?`,
  data: 'SELECT data FROM extents WHERE rowid = ?',
  blobsOf: 'SELECT DISTINCT blob FROM extents WHERE content = ? AND blob IS NOT NULL',
  remove: 'DELETE FROM extents WHERE content = ?',
  blobInUse: 'SELECT 1 FROM extents WHERE blob = ? LIMIT 1',
  every: 'SELECT DISTINCT content FROM extents',
  orphans: `SELECT DISTINCT content FROM extents
    WHERE content NOT IN (SELECT content FROM objects WHERE content IS NOT NULL)
      AND content NOT IN (SELECT content FROM versions WHERE content IS NOT NULL)
      AND content NOT IN (SELECT content FROM parts)`,
} as const;
