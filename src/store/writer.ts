import { createHash, type Hash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Blobs, NewBlob } from './blobs.ts';
import { BATCH_BYTES, giveBatch, takeBatch } from './buffers.ts';
import { Crc64, crc64 } from './crc64.ts';
import { FileContent, INLINE_BYTES, MemoryContent } from './staged.ts';
import type { ContentWriter, StagedContent } from './store.ts';

const FIRST_GUESS_BYTES = 8192;

/**
 * Takes in one body: up to INLINE_BYTES in memory, more through two batches into a blob file, one being filled while the
 * other is written. Chunks are copied, so they may be reused as soon as `write` is done with them.
 */
export class BodyWriter implements ContentWriter {
  private readonly blobs: Blobs;
  private batch: Buffer;
  private used = 0;
  private blob: NewBlob | undefined;
  private written = 0;
  private writing: Promise<Buffer> | undefined;
  private md5: Hash | undefined;
  private crc: Crc64 | undefined;
  private spilling: Promise<void> | undefined;
  private finishing: Promise<StagedContent> | undefined;
  private discarded = false;

  constructor(blobs: Blobs, expected: number | undefined) {
    this.blobs = blobs;
    const size = expected ?? FIRST_GUESS_BYTES;
    this.batch = size > INLINE_BYTES ? takeBatch() : Buffer.allocUnsafe(size);
  }

  /** A chunk that comes after `discard` is forgotten like those before. */
  write(chunk: Buffer): Promise<void> | undefined {
    if (this.discarded) return undefined;
    const needed = this.used + chunk.length;
    if (needed > this.batch.length) {
      if (this.batch.length < BATCH_BYTES) this.grow(needed);
      if (needed > this.batch.length) {
        this.spilling = this.spill(chunk);
        return this.spilling;
      }
    }
    chunk.copy(this.batch, this.used);
    this.used = needed;
    return undefined;
  }

  finish(): Promise<StagedContent> {
    this.finishing ??= this.seal();
    return this.finishing;
  }

  async discard(): Promise<void> {
    if (this.finishing !== undefined) {
      const content = await this.finishing.catch(() => undefined);
      return content?.discard();
    }
    if (this.discarded) return;
    this.discarded = true;
    await this.abandon();
  }

  private async seal(): Promise<StagedContent> {
    if (this.discarded) throw new Error('finish after discard');
    if (this.blob === undefined && this.used <= INLINE_BYTES) {
      const bytes = this.batch.length < BATCH_BYTES ? this.filled() : Buffer.from(this.filled());
      if (this.batch.length === BATCH_BYTES) giveBatch(this.batch);
      return new MemoryContent(bytes, hash('md5', bytes, 'buffer'), crc64(bytes).toString());
    }
    try {
      if (this.used > 0) await this.flush();
      await this.writing;
      const blob = this.blob as unknown as NewBlob;
      await this.blobs.seal(blob);
      await this.giveBatches();
      const [md5, crc] = [this.md5 as Hash, this.crc as Crc64];
      return new FileContent(this.blobs, blob.id, this.written, md5.digest(), crc.value().toString());
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  private filled(): Buffer {
    return this.batch.subarray(0, this.used);
  }

  private grow(needed: number): void {
    const larger =
      needed > INLINE_BYTES ? takeBatch() : Buffer.allocUnsafe(Math.min(Math.max(needed, 2 * this.used), INLINE_BYTES));
    this.filled().copy(larger);
    this.batch = larger;
  }

  private async spill(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length; ) {
      const copied = chunk.copy(this.batch, this.used, from);
      from += copied;
      this.used += copied;
      if (this.used === this.batch.length) await this.flush();
    }
  }

  /** Hashes the batch and hands it to the file; returns when another batch may be filled. */
  private async flush(): Promise<void> {
    this.blob ??= await this.blobs.create();
    const bytes = this.filled();
    this.md5 ??= createHash('md5');
    this.crc ??= new Crc64();
    this.md5.update(bytes);
    this.crc.update(bytes);
    const spare = this.writing === undefined ? takeBatch() : await this.writing;
    const full = this.batch;
    this.writing = writeAll(this.blob.file, bytes, this.written).then(() => full);
    // Whoever comes next awaits it; until then a failure is not "unhandled".
    this.writing.catch(() => {});
    this.written += bytes.length;
    this.batch = spare;
    this.used = 0;
  }

  private async abandon(): Promise<void> {
    await this.spilling?.catch(() => {});
    await this.giveBatches();
    if (this.blob === undefined) return;
    await this.blob.file.close().catch(() => {});
    this.blobs.remove(this.blob.id);
  }

  /** Gives the borrowed batches back. The last thing done with them: who borrows them next would see it. */
  private async giveBatches(): Promise<void> {
    const written = await this.writing?.catch(() => undefined);
    if (written !== undefined) giveBatch(written);
    if (this.batch.length === BATCH_BYTES) giveBatch(this.batch);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
