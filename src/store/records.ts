import type { HeaderList } from '../wire/headers.ts';

/**
 * Judges an object that a write is about to replace, to extend or to remove for good: what it throws stops the write, and
 * nothing of it remains. It is called within the step of the commit, so what it saw still holds then.
 */
export type Guard = (existing: ObjectRecord) => void;

export type Acl = 'default' | 'private' | 'public-read' | 'public-read-write';
export type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink';

export interface BucketRecord {
  readonly name: string;
  /** Account id. */
  readonly owner: string;
  readonly createdAt: number;
  /** `cn-hangzhou`, without the `oss-` prefix. */
  readonly region: string;
  readonly storageClass: string;
  /** `LRS` or `ZRS`. */
  readonly redundancy: string;
  readonly acl: Exclude<Acl, 'default'>;
  /** Absent as long as versioning was never on. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** Documents of sub-resources, by sub-resource name, as they were put. */
  readonly documents: Readonly<Record<string, string>>;
}

export interface BucketUsage {
  /** Bytes of all versions. */
  readonly storage: number;
  /** Versions that are not delete markers. */
  readonly objects: number;
  readonly markers: number;
  readonly uploads: number;
  readonly parts: number;
  /** Bytes and objects by storage class. */
  readonly classes: Readonly<Record<string, { readonly storage: number; readonly objects: number }>>;
}

/** What is stored about an object beside its bytes and the facts that follow from them. */
export interface ObjectChange {
  readonly acl: Acl;
  readonly storageClass: string;
  readonly lastModified: number;
  readonly contentType: string;
  /** Headers stored verbatim and sent back: Cache-Control …, then `x-oss-meta-*` in lower case. Byte strings. */
  readonly headers: HeaderList;
  /** Server-side encryption headers that GET and HEAD repeat. */
  readonly encryption: HeaderList;
  readonly tagging: string | undefined;
  /** What few objects have; undefined for all others. */
  readonly state: ObjectState | undefined;
}

/** What is to change, or what says so having seen the object. */
export type Change = Partial<ObjectChange> | ((existing: ObjectRecord) => Partial<ObjectChange>);

/** What became of an object since it was made, and what kind of object it is beyond its bytes. */
export interface ObjectState {
  /** The key that a symlink points at. */
  readonly symlinkTarget?: string | undefined;
  /** The last restoring of an archived object. */
  readonly restore?: Restore | undefined;
  /** When an appendable object was sealed. */
  readonly sealedAt?: number | undefined;
  readonly retention?: Retention | undefined;
  readonly legalHold?: boolean | undefined;
  /** When a lifecycle rule changed the storage class. */
  readonly transitionedAt?: number | undefined;
  /** When the object was last read, to the day, in buckets that record it. */
  readonly accessedAt?: number | undefined;
}

/** From `requestedAt` until `readyAt` an object is being restored, then readable until `expiresAt`. */
export interface Restore {
  readonly requestedAt: number;
  readonly readyAt: number;
  readonly expiresAt: number;
  /** `Expedited`, `Standard` or `Bulk`. */
  readonly tier: string;
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: number;
}

export interface NewObject extends ObjectChange {
  readonly bucket: string;
  readonly key: string;
  readonly type: ObjectType;
  /** Upper-case hex without quotes. */
  readonly etag: string;
}

export interface ObjectRecord extends NewObject {
  /** 64 characters, or `null` for what was written without versioning. */
  readonly versionId: string;
  readonly size: number;
  /** Unsigned 64-bit CRC of the whole object, as printed. */
  readonly crc64: string;
  /** Base64, only for Normal objects. */
  readonly contentMd5: string | undefined;
  /** The store's own reference to the bytes. */
  readonly content: unknown;
}

/** A version without bytes that hides the older ones. */
export interface DeleteMarker {
  readonly type: 'DeleteMarker';
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: number;
}

export interface Deletion {
  /** What is gone for good. */
  readonly removed: ObjectRecord | DeleteMarker | undefined;
  /** What hides the object now. */
  readonly marker: DeleteMarker | undefined;
}

export interface ContentWriter {
  /** Resolves when more may be written; `undefined` means at once. The chunk may be reused then. */
  write(chunk: Buffer): Promise<void> | undefined;
  finish(): Promise<StagedContent>;
  /** Forgets what was written. Safe at any time, also after `finish`. */
  discard(): Promise<void>;
}

/** Staged bytes, waiting to be committed or discarded. */
export interface Content {
  readonly size: number;
  /** MD5 of exactly these bytes; undefined when shared from an object that was never hashed in one piece. */
  readonly md5: Buffer | undefined;
  /** Unsigned decimal. */
  readonly crc64: string;
  discard(): Promise<void>;
}

/** Content that was hashed as it arrived. */
export interface StagedContent extends Content {
  readonly md5: Buffer;
}

/** Inclusive offsets. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export interface ByteSource {
  readonly size: number;
  /** The bytes, when they are at hand without reading a file. */
  readonly inline?: Buffer | undefined;
  /**
   * Pushes the bytes into `write`, which resolves when its buffer may be used again. Stops, and lets go of the files,
   * when `write` throws.
   */
  pump(write: (chunk: Buffer) => Promise<void>): Promise<void>;
  /** Lets go without reading. */
  discard(): void;
}

export type AppendOutcome =
  | { readonly outcome: 'appended'; readonly object: ObjectRecord }
  | { readonly outcome: 'wrong-position'; readonly length: number }
  | { readonly outcome: 'not-appendable' };

export interface VersionListQuery extends Omit<ListQuery, 'after'> {
  readonly keyMarker: string;
  /** Versions of `keyMarker` itself that are older than this one are listed too; '' skips the whole key. */
  readonly versionIdMarker: string;
}

export interface VersionListPage {
  readonly versions: readonly ListedVersion[];
  readonly prefixes: readonly string[];
  /** The last version or prefix of this page, when there is more. */
  readonly next: { readonly key: string; readonly versionId: string | undefined } | undefined;
}

export interface ListedVersion {
  readonly version: ObjectRecord | DeleteMarker;
  readonly latest: boolean;
}

export interface ListQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  /** Exclusive; need not exist. */
  readonly after: string;
  /** Objects and common prefixes together. */
  readonly limit: number;
}

export interface ListPage {
  readonly objects: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  /** The last key or prefix of this page, when there is more. */
  readonly next: string | undefined;
}

export interface UploadRecord {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedAt: number;
  readonly sequential: boolean;
  /** What Initiate was told about the object to be. */
  readonly object: Omit<ObjectChange, 'lastModified'>;
}

export interface NewPart {
  readonly number: number;
  /** Upper-case hex MD5 without quotes. */
  readonly etag: string;
  readonly lastModified: number;
}

export interface PartRecord extends NewPart {
  readonly size: number;
  readonly crc64: string;
}

export interface UploadListQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  /** Uploads of `keyMarker` itself that come after this id are listed too; '' skips the whole key. */
  readonly uploadIdMarker: string;
  readonly limit: number;
}

export interface UploadListPage {
  readonly uploads: readonly UploadRecord[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
}
