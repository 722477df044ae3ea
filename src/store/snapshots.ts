import type { Database, Transaction } from './sqlite.ts';

const TABLES = ['settings', 'buckets', 'objects', 'versions', 'extents', 'uploads', 'parts'] as const;

/**
 * Copies of all rows in tables of their own that end with the process. Blob files are not copied: they are immutable, and
 * kept as long as a snapshot needs them.
 */
export class Snapshots {
  private readonly db: Database;
  private readonly transaction: Transaction;
  private readonly taken = new Set<number>();
  private last = 0;

  constructor(db: Database, transaction: Transaction) {
    this.db = db;
    this.transaction = transaction;
  }

  take(): number {
    const id = ++this.last;
    this.transaction(() => {
      for (const table of TABLES) this.db.exec(`CREATE TEMP TABLE ${name(id, table)} AS SELECT * FROM ${table}`);
      this.db.exec(`CREATE INDEX temp.${name(id, 'blobs')} ON ${name(id, 'extents')} (blob) WHERE blob IS NOT NULL`);
    });
    this.taken.add(id);
    return id;
  }

  has(id: number): boolean {
    return this.taken.has(id);
  }

  /**
   * Puts the rows back. Extents of today stay beside them, for those who are still reading; what nobody refers to any more
   * is the caller's to release, and what is held in memory the caller's to forget.
   */
  restore(id: number): void {
    this.transaction(() => {
      for (const table of TABLES) {
        if (table !== 'extents') this.db.exec(`DELETE FROM main.${table}`);
        this.db.exec(`INSERT OR IGNORE INTO main.${table} SELECT * FROM temp.${name(id, table)}`);
      }
    });
  }

  /** Forgets a snapshot. @returns the blobs that it needed. */
  drop(id: number): number[] {
    if (!this.taken.delete(id)) return [];
    const sql = `SELECT DISTINCT blob FROM temp.${name(id, 'extents')} WHERE blob IS NOT NULL`;
    const needed = this.db.prepare(sql).all();
    for (const table of TABLES) this.db.exec(`DROP TABLE temp.${name(id, table)}`);
    return needed.map(({ blob }) => blob as number);
  }

  /** Whether a snapshot needs this blob. */
  holds(blob: number): boolean {
    for (const id of this.taken) {
      const sql = `SELECT 1 FROM temp.${name(id, 'extents')} WHERE blob = ? LIMIT 1`;
      if (this.db.prepare(sql).get(blob) !== undefined) return true;
    }
    return false;
  }
}

function name(id: number, table: string): string {
  return `snapshot_${id}_${table}`;
}
