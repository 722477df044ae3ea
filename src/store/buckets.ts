import { DELETE_MARKER } from './rows.ts';
import { type Database, type Prepared, prepareAll, type Transaction } from './sqlite.ts';
import type { BucketRecord, BucketUsage } from './store.ts';

/** Thrown when something is written into a bucket that was deleted meanwhile. */
export class BucketGone extends Error {
  constructor(name: string) {
    super(`bucket ${name} does not exist`);
  }
}

/** Buckets and account settings: few, so they are held in memory beside their rows. */
export class Buckets {
  private readonly transaction: Transaction;
  private readonly sql: Prepared<typeof SQL>;
  private readonly byName = new Map<string, { readonly id: number; record: BucketRecord }>();
  private readonly settings = new Map<string, string>();
  private sorted: readonly BucketRecord[] | undefined;

  constructor(db: Database, transaction: Transaction) {
    this.transaction = transaction;
    this.sql = prepareAll(db, SQL);
    this.read();
  }

  /** Reads the rows again, which somebody has put in the place of others. */
  reread(): void {
    this.forget();
    this.read();
  }

  private read(): void {
    for (const row of this.sql.all.all()) {
      this.byName.set(row.name as string, { id: row.id as number, record: JSON.parse(row.record as string) });
    }
    for (const row of this.sql.settings.all()) this.settings.set(row.name as string, JSON.parse(row.value as string));
  }

  create(record: BucketRecord): boolean {
    if (this.byName.has(record.name)) return false;
    const row = this.sql.insert.get(record.name, JSON.stringify(record));
    this.byName.set(record.name, { id: row?.id as number, record });
    this.sorted = undefined;
    return true;
  }

  get(name: string): BucketRecord | undefined {
    return this.byName.get(name)?.record;
  }

  /** Whether writes make versions. */
  versioning(name: string): BucketRecord['versioning'] {
    return this.byName.get(name)?.record.versioning;
  }

  find(name: string): number | undefined {
    return this.byName.get(name)?.id;
  }

  /** @throws BucketGone */
  id(name: string): number {
    const bucket = this.byName.get(name);
    if (bucket === undefined) throw new BucketGone(name);
    return bucket.id;
  }

  /** @throws BucketGone */
  update(record: BucketRecord): void {
    this.sql.update.run(JSON.stringify(record), this.id(record.name));
    (this.byName.get(record.name) as { record: BucketRecord }).record = record;
    this.sorted = undefined;
  }

  /** @throws BucketGone */
  remove(name: string): 'deleted' | 'has-objects' | 'has-uploads' {
    const id = this.id(name);
    const outcome = this.transaction(() => {
      if (this.sql.anyObject.get(id, id) !== undefined) return 'has-objects';
      if (this.sql.anyUpload.get(id) !== undefined) return 'has-uploads';
      this.sql.remove.run(id);
      return 'deleted';
    });
    if (outcome === 'deleted') this.byName.delete(name);
    this.sorted = undefined;
    return outcome;
  }

  list(): readonly BucketRecord[] {
    // Names are ASCII: the order of JavaScript is the order of bytes.
    this.sorted ??= [...this.byName.keys()].sort().map((name) => this.get(name) as BucketRecord);
    return this.sorted;
  }

  /** @throws BucketGone */
  usage(name: string): BucketUsage {
    const id = this.id(name);
    const classes: Record<string, { storage: number; objects: number }> = {};
    let [storage, objects] = [0, 0];
    for (const row of this.sql.classes.all(id, id)) {
      const of = { storage: row.storage as number, objects: row.objects as number };
      classes[row.storage_class as string] = of;
      storage += of.storage;
      objects += of.objects;
    }
    const { uploads, parts } = this.sql.uploads.get(id, id) as { uploads: number; parts: number };
    const { markers } = this.sql.markers.get(id) as { markers: number };
    return { storage, objects, markers, uploads, parts, classes };
  }

  setting(name: string): string | undefined {
    return this.settings.get(name);
  }

  setSetting(name: string, value: string | undefined): void {
    if (value === undefined) {
      this.sql.dropSetting.run(name);
      this.settings.delete(name);
    } else {
      this.sql.setSetting.run(name, JSON.stringify(value));
      this.settings.set(name, value);
    }
  }

  /** Forgets what is held in memory; the rows are gone already. */
  forget(): void {
    this.byName.clear();
    this.settings.clear();
    this.sorted = undefined;
  }
}

const SQL = {
  all: 'SELECT id, name, record FROM buckets',
  insert: 'INSERT INTO buckets (name, record) VALUES (?, ?) RETURNING id',
  update: 'UPDATE buckets SET record = ? WHERE id = ?',
  remove: 'DELETE FROM buckets WHERE id = ?',
  anyObject: `SELECT 1 FROM objects WHERE bucket = ?
    UNION ALL SELECT 1 FROM versions WHERE bucket = ? LIMIT 1`,
  anyUpload: 'SELECT 1 FROM uploads WHERE bucket = ? LIMIT 1',
  classes: `SELECT storage_class, sum(size) AS storage, count(*) AS objects FROM (
      SELECT storage_class, size FROM objects WHERE bucket = ?
      UNION ALL SELECT storage_class, size FROM versions WHERE bucket = ? AND type <> '${DELETE_MARKER}')
    GROUP BY storage_class ORDER BY storage_class`,
  markers: `SELECT count(*) AS markers FROM versions WHERE bucket = ? AND type = '${DELETE_MARKER}'`,
  uploads: `SELECT (SELECT count(*) FROM uploads WHERE bucket = ?) AS uploads,
    (SELECT count(*) FROM parts JOIN uploads ON parts.upload = uploads.number WHERE uploads.bucket = ?) AS parts`,
  settings: 'SELECT name, value FROM settings',
  setSetting: 'INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)',
  dropSetting: 'DELETE FROM settings WHERE name = ?',
} as const;
