import { createHash } from 'node:crypto';
import type { Blobs } from './blobs.ts';
import { Buckets } from './buckets.ts';
import { Contents } from './contents.ts';
import { Crc64, crc64 } from './crc64.ts';
import { Objects, type VersionSource } from './objects.ts';
import { Snapshots } from './snapshots.ts';
import { ExtentSource, memorySource } from './source.ts';
import type { Database, Transaction } from './sqlite.ts';
import { MemoryContent, type OwnContent, SharedContent } from './staged.ts';
import type {
  AppendOutcome,
  BucketRecord,
  BucketUsage,
  ByteRange,
  ByteSource,
  Change,
  Content,
  ContentWriter,
  DeleteMarker,
  Deletion,
  Guard,
  ListPage,
  ListQuery,
  NewObject,
  NewPart,
  ObjectRecord,
  PartRecord,
  StagedContent,
  Store,
  StoreObserver,
  UploadListPage,
  UploadListQuery,
  UploadRecord,
  VersionListPage,
  VersionListQuery,
} from './store.ts';
import { Uploads } from './uploads.ts';
import { NULL_VERSION } from './versions.ts';
import { BodyWriter } from './writer.ts';

/** Store on SQLite and blob files. SQLite answers at once, so each method is one uninterrupted step of its own. */
export class SqliteStore implements Store {
  private readonly db: Database;
  private readonly transaction: Transaction;
  private readonly blobs: Blobs;
  private readonly shut: () => void;
  private readonly contents: Contents;
  private readonly bucketRows: Buckets;
  private readonly objects: Objects;
  private readonly uploads: Uploads;
  private readonly snapshots: Snapshots;
  private observer: StoreObserver | undefined;

  /** @param shut closes the database. */
  constructor(db: Database, transaction: Transaction, blobs: Blobs, source: VersionSource, shut: () => void) {
    this.db = db;
    this.transaction = transaction;
    this.blobs = blobs;
    this.shut = shut;
    this.snapshots = new Snapshots(db, transaction);
    this.contents = new Contents(db, transaction, blobs, (blob) => this.snapshots.holds(blob));
    this.bucketRows = new Buckets(db, transaction);
    this.objects = new Objects(db, transaction, this.bucketRows, this.contents, source);
    this.uploads = new Uploads(db, transaction, this.bucketRows, this.objects, this.contents);
  }

  async createBucket(bucket: BucketRecord): Promise<boolean> {
    return this.bucketRows.create(bucket);
  }

  bucket(name: string): BucketRecord | undefined {
    return this.bucketRows.get(name);
  }

  async updateBucket(bucket: BucketRecord): Promise<void> {
    this.bucketRows.update(bucket);
    this.observer?.bucketUpdated(bucket);
  }

  async deleteBucket(name: string): Promise<'deleted' | 'has-objects' | 'has-uploads'> {
    return this.bucketRows.remove(name);
  }

  buckets(): readonly BucketRecord[] {
    return this.bucketRows.list();
  }

  async bucketUsage(name: string): Promise<BucketUsage> {
    return this.bucketRows.usage(name);
  }

  setting(name: string): string | undefined {
    return this.bucketRows.setting(name);
  }

  async setSetting(name: string, value: string | undefined): Promise<void> {
    this.bucketRows.setSetting(name, value);
  }

  stage(expected: number | undefined): ContentWriter {
    return new BodyWriter(this.blobs, expected);
  }

  async object(bucket: string, key: string): Promise<ObjectRecord | undefined> {
    return this.objects.get(bucket, key);
  }

  async version(bucket: string, key: string, versionId?: string): Promise<ObjectRecord | DeleteMarker | undefined> {
    return this.objects.version(bucket, key, versionId);
  }

  async put(object: NewObject, content: Content, guard?: Guard, as?: string): Promise<string | undefined> {
    return settle(content, (staged) => {
      const version = this.objects.put(object, staged, guard, as);
      this.observer?.written(object.bucket, object.key, version ?? NULL_VERSION);
      return version;
    });
  }

  async append(object: NewObject, position: number, content: Content, guard?: Guard): Promise<AppendOutcome> {
    return settle(content, (staged) => {
      const outcome = this.objects.append(object, position, staged, guard);
      if (outcome.outcome === 'appended') this.observer?.written(object.bucket, object.key, outcome.object.versionId);
      return outcome;
    });
  }

  async share(object: ObjectRecord): Promise<Content> {
    const where = this.objects.locate(object);
    const { size, crc64, contentMd5 } = object;
    const md5 = contentMd5 === undefined ? undefined : Buffer.from(contentMd5, 'base64');
    if (typeof where === 'number') {
      if (!this.contents.isThere(where, size)) throw new Error(`${object.bucket}/${object.key} was deleted meanwhile`);
      return new SharedContent(this.contents, where, 0, size, md5, crc64);
    }
    return new MemoryContent(where, md5 ?? md5Of(where), crc64);
  }

  async sharePart(object: ObjectRecord, { first, last }: ByteRange): Promise<StagedContent> {
    const where = this.objects.locate(object);
    if (typeof where !== 'number') {
      const bytes = where.subarray(first, last + 1);
      return new MemoryContent(bytes, md5Of(bytes), crc64(bytes).toString());
    }
    // Pinned for as long as it is read, and then by what is returned.
    const source = this.extents(where, first, last + 1);
    const size = source.size;
    const md5 = createHash('md5');
    const crc = new Crc64();
    await source.pump(async (chunk) => {
      md5.update(chunk);
      crc.update(chunk);
    });
    return new SharedContent(this.contents, where, first, size, md5.digest(), crc.value().toString()) as StagedContent;
  }

  async updateObject(bucket: string, key: string, change: Change, versionId?: string): Promise<void> {
    const changed = this.objects.update(bucket, key, change, versionId);
    if (changed !== undefined) this.observer?.written(bucket, key, changed);
  }

  async rename(bucket: string, from: string, to: string): Promise<'renamed' | 'missing' | 'taken'> {
    return this.objects.rename(bucket, from, to);
  }

  async deleteObject(bucket: string, key: string, versionId?: string, guard?: Guard, as?: string): Promise<Deletion> {
    const deletion = this.objects.remove(bucket, key, versionId, guard, as);
    const { removed, marker } = deletion;
    if (marker !== undefined) this.observer?.hidden(bucket, key, marker.versionId);
    if (removed !== undefined) this.observer?.removed(bucket, key, removed.versionId);
    return deletion;
  }

  read(object: ObjectRecord, range?: ByteRange): ByteSource {
    const where = this.objects.locate(object);
    const first = range?.first ?? 0;
    const stop = range === undefined ? object.size : range.last + 1;
    if (typeof where === 'number') return this.extents(where, first, stop);
    return memorySource(range === undefined ? where : where.subarray(first, stop));
  }

  async list(query: ListQuery): Promise<ListPage> {
    return this.objects.list(query);
  }

  async listVersions(query: VersionListQuery): Promise<VersionListPage> {
    return this.objects.listVersions(query);
  }

  async createUpload(upload: UploadRecord): Promise<void> {
    this.uploads.create(upload);
  }

  async upload(bucket: string, key: string, uploadId: string): Promise<UploadRecord | undefined> {
    return this.uploads.get(bucket, key, uploadId);
  }

  async putPart(uploadId: string, part: NewPart, content: StagedContent): Promise<boolean> {
    return settle(content, (staged) => this.uploads.putPart(uploadId, part, staged));
  }

  async parts(uploadId: string, after: number, limit: number): Promise<PartRecord[]> {
    return this.uploads.parts(uploadId, after, limit);
  }

  async completeUpload(
    uploadId: string,
    numbers: readonly number[],
    object: NewObject,
    guard?: Guard,
  ): Promise<ObjectRecord | 'no-such-upload'> {
    const made = this.uploads.complete(uploadId, numbers, object, guard);
    if (made !== 'no-such-upload') this.observer?.written(made.bucket, made.key, made.versionId);
    return made;
  }

  async abortUpload(uploadId: string): Promise<boolean> {
    return this.uploads.abort(uploadId);
  }

  async listUploads(query: UploadListQuery): Promise<UploadListPage> {
    return this.uploads.list(query);
  }

  observe(observer: StoreObserver): void {
    this.observer = observer;
  }

  async reset(): Promise<void> {
    this.contents.releaseAll();
    this.transaction(() => {
      for (const table of ['objects', 'versions', 'parts', 'uploads', 'buckets', 'settings'])
        this.db.exec(`DELETE FROM ${table}`);
    });
    this.bucketRows.forget();
    this.objects.forget();
    this.contents.collect();
    this.db.exec('PRAGMA incremental_vacuum');
  }

  async snapshot(): Promise<number> {
    return this.snapshots.take();
  }

  async restore(snapshot: number): Promise<boolean> {
    if (!this.snapshots.has(snapshot)) return false;
    this.snapshots.restore(snapshot);
    this.bucketRows.reread();
    this.objects.forget();
    this.contents.releaseOrphans();
    this.contents.collect();
    return true;
  }

  async dropSnapshot(snapshot: number): Promise<void> {
    for (const blob of this.snapshots.drop(snapshot)) if (!this.contents.holds(blob)) this.blobs.remove(blob);
  }

  /** Removes what a killed process left. @returns the number of blob files removed. */
  async repair(): Promise<number> {
    this.contents.releaseOrphans();
    this.contents.collect();
    return this.blobs.sweep((blob) => this.contents.holds(blob));
  }

  async close(): Promise<void> {
    this.contents.close();
    this.db.exec('PRAGMA incremental_vacuum');
    // Blobs first: whoever opens the directory next must not meet the removals of this process.
    await this.blobs.close();
    this.shut();
  }

  private extents(content: number, first: number, stop: number): ByteSource {
    return new ExtentSource(this.contents, this.blobs, content, first, stop);
  }
}

/** Commits what was staged, or discards it when the commit says no or throws. */
async function settle<T>(content: Content, commit: (staged: OwnContent) => T): Promise<T> {
  const staged = content as OwnContent;
  try {
    return commit(staged);
  } finally {
    // Without effect once committed.
    await staged.discard();
  }
}

function md5Of(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}
