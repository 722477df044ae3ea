import type { Blobs } from './blobs.ts';
import type { Contents } from './contents.ts';
import type { Content, StagedContent } from './store.ts';

/** The three forms of content between staging and commit. Exactly one of `commit` and `discard` takes effect. */
export type OwnContent = MemoryContent | FileContent | SharedContent;

/** Bodies up to this size live in a row of the database. */
export const INLINE_BYTES = 65_536;

/** At most INLINE_BYTES, held in memory. */
export class MemoryContent implements StagedContent {
  readonly bytes: Buffer;
  readonly md5: Buffer;
  readonly crc64: string;

  constructor(bytes: Buffer, md5: Buffer, crc64: string) {
    this.bytes = bytes;
    this.md5 = md5;
    this.crc64 = crc64;
  }

  get size(): number {
    return this.bytes.length;
  }

  committed(): void {}

  async discard(): Promise<void> {}
}

/** A blob file of its own. */
export class FileContent implements StagedContent {
  readonly blob: number;
  readonly size: number;
  readonly md5: Buffer;
  readonly crc64: string;
  private readonly blobs: Blobs;
  private settled = false;

  constructor(blobs: Blobs, blob: number, size: number, md5: Buffer, crc64: string) {
    this.blobs = blobs;
    this.blob = blob;
    this.size = size;
    this.md5 = md5;
    this.crc64 = crc64;
  }

  committed(): void {
    this.settled = true;
  }

  async discard(): Promise<void> {
    if (this.settled) return;
    this.settled = true;
    this.blobs.remove(this.blob);
  }
}

/** A range of a stored content, which is kept until this is committed or discarded. */
export class SharedContent implements Content {
  readonly source: number;
  readonly first: number;
  readonly size: number;
  readonly md5: Buffer | undefined;
  readonly crc64: string;
  private readonly contents: Contents;
  private settled = false;

  constructor(contents: Contents, source: number, first: number, size: number, md5: Buffer | undefined, crc64: string) {
    this.contents = contents;
    this.source = source;
    this.first = first;
    this.size = size;
    this.md5 = md5;
    this.crc64 = crc64;
    contents.pin(source);
  }

  committed(): void {
    if (this.settled) return;
    this.settled = true;
    this.contents.unpin(this.source);
  }

  async discard(): Promise<void> {
    this.committed();
  }
}
