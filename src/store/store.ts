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
  UploadListPage,
  UploadListQuery,
  UploadRecord,
  VersionListPage,
  VersionListQuery,
} from './records.ts';

export type * from './records.ts';

/**
 * Where buckets and objects live. The store knows names, bytes and atomicity; it knows nothing of HTTP, XML or access.
 *
 * Invariants
 * - What a call acknowledged survives a kill of the process (when a data directory is used); a call that threw left nothing.
 * - Keys are ordered by their UTF-8 bytes.
 * - Content is immutable once staged. Completing an upload, appending and copying share extents by count; no byte is copied.
 * - Writing into a bucket that was deleted meanwhile throws `BucketGone`.
 * - A bucket's own `versioning` decides, at the moment of the commit, whether a write replaces or adds a version. The newest
 *   version of a key is its current one; a key whose newest version is a delete marker has no object.
 * - Every instant is milliseconds since the Unix epoch, every size is bytes.
 */
export interface Store {
  createBucket(bucket: BucketRecord): Promise<boolean>;
  /** Hot: answered from memory. */
  bucket(name: string): BucketRecord | undefined;
  /** Replaces the whole record of an existing bucket. */
  updateBucket(bucket: BucketRecord): Promise<void>;
  /** Removes an empty bucket. Says what is in the way otherwise; objects are named before uploads. */
  deleteBucket(name: string): Promise<'deleted' | 'has-objects' | 'has-uploads'>;
  /** Every bucket, by name. */
  buckets(): readonly BucketRecord[];
  bucketUsage(name: string): Promise<BucketUsage>;
  /** Settings of the account itself (public access block). */
  setting(name: string): string | undefined;
  setSetting(name: string, value: string | undefined): Promise<void>;

  /**
   * Takes in one body. Bytes are hashed as they arrive; nothing is visible until the result is committed by `put`,
   * `append` or `putPart`, and a writer that is discarded leaves nothing.
   * @param expected the announced size, when known: small bodies then never touch a file.
   */
  stage(expected: number | undefined): ContentWriter;

  /** The current object of a key. */
  object(bucket: string, key: string): Promise<ObjectRecord | undefined>;
  /** A version of a key; without id the newest one, which may be a delete marker. */
  version(bucket: string, key: string, versionId?: string): Promise<ObjectRecord | DeleteMarker | undefined>;
  /**
   * Makes `content` the current object: in a bucket with versioning as a new version, elsewhere in place of what was there.
   * @param guard may stop it; the content is discarded then.
   * @param as the id that a new version gets, where it is one of another bucket; no version of the key may have it.
   * @returns the id of the version; undefined in a bucket that never had versioning.
   */
  put(object: NewObject, content: Content, guard?: Guard, as?: string): Promise<string | undefined>;
  /**
   * Adds `content` at the end of the current object, when that is appendable and of exactly `position` bytes, or creates
   * it at position 0.
   */
  append(object: NewObject, position: number, content: Content, guard?: Guard): Promise<AppendOutcome>;
  /** Another reference to the bytes of a stored object, to be committed by `put`. */
  share(object: ObjectRecord): Promise<Content>;
  /** Another reference to a range of a stored object, hashed by reading it once, to be committed by `putPart`. */
  sharePart(object: ObjectRecord, range: ByteRange): Promise<StagedContent>;
  /**
   * Changes what is stored about an object, or about one of its versions, without touching the bytes.
   * @param change may be asked of the object as it is at that moment; what it throws stops the change.
   */
  updateObject(bucket: string, key: string, change: Change, versionId?: string): Promise<void>;
  /**
   * Removes a version for good when one is named or the bucket has none; elsewhere hides the object behind a delete marker.
   * @param guard may stop the removal of an object.
   * @param as the id that a delete marker gets, as for `put`.
   */
  deleteObject(bucket: string, key: string, versionId?: string, guard?: Guard, as?: string): Promise<Deletion>;
  /**
   * Gives an object another key, or where `from` and `to` end in a slash all objects whose keys begin with `from`, in one
   * step. Only for buckets without versioning. `taken`: something has the new key already.
   */
  rename(bucket: string, from: string, to: string): Promise<'renamed' | 'missing' | 'taken'>;
  /** The bytes of an object, whole or an inclusive range. Reading goes on even when the object is deleted meanwhile. */
  read(object: ObjectRecord, range?: ByteRange): ByteSource;
  /** Current objects by key. */
  list(query: ListQuery): Promise<ListPage>;
  /** Versions and delete markers by key, newest first. */
  listVersions(query: VersionListQuery): Promise<VersionListPage>;

  createUpload(upload: UploadRecord): Promise<void>;
  upload(bucket: string, key: string, uploadId: string): Promise<UploadRecord | undefined>;
  /** The last write of a number wins. @returns false when the upload is gone; the content is discarded then. */
  putPart(uploadId: string, part: NewPart, content: StagedContent): Promise<boolean>;
  /** Parts in number order, above `after`. */
  parts(uploadId: string, after: number, limit: number): Promise<PartRecord[]>;
  /**
   * Turns the named parts into the object, in the order given, and ends the upload; parts not named are discarded.
   * The CRC-64 is combined from the parts. @returns the object, unless the upload is gone.
   */
  completeUpload(
    uploadId: string,
    numbers: readonly number[],
    object: NewObject,
    guard?: Guard,
  ): Promise<ObjectRecord | 'no-such-upload'>;
  /** @returns false when the upload is gone. */
  abortUpload(uploadId: string): Promise<boolean>;
  /** Uploads by key, then by the order of their initiation. */
  listUploads(query: UploadListQuery): Promise<UploadListPage>;

  /** Remembers everything as it is now. @returns a number for `restore`, good until the process ends. */
  snapshot(): Promise<number>;
  /** Back to what was remembered, as often as wanted. @returns false when there is no such snapshot. */
  restore(snapshot: number): Promise<boolean>;
  dropSnapshot(snapshot: number): Promise<void>;
  /** Tells of changes from now on, one listener at most (docs/decisions/replication.md). */
  observe(observer: StoreObserver): void;
  /** Back to an empty store. Snapshots stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Hears of a change within the step that makes it: before anybody else can change the same object, and before the call
 * that made it is answered. What it writes into the store itself is as safe as the change. It must not throw.
 */
export interface StoreObserver {
  /** An object, or a version of one, was written or changed. @param versionId `null` without versioning. */
  written(bucket: string, key: string, versionId: string): void;
  /** An object was hidden behind a delete marker of this id. */
  hidden(bucket: string, key: string, marker: string): void;
  /** An object, or a version, is gone for good. @param versionId `null` without versioning. */
  removed(bucket: string, key: string, versionId: string): void;
  /** The record of a bucket was replaced. */
  bucketUpdated(bucket: BucketRecord): void;
}
