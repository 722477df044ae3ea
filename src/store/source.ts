import type { FileHandle } from 'node:fs/promises';
import type { Blobs } from './blobs.ts';
import { giveBatch, takeBatch } from './buffers.ts';
import type { Contents, Extent } from './contents.ts';
import type { ByteSource } from './store.ts';

/** Bytes at hand. */
export function memorySource(bytes: Buffer): ByteSource {
  return { size: bytes.length, inline: bytes, pump: (write) => write(bytes), discard() {} };
}

/** A range of a content, kept from collection until it is pumped or discarded. */
export class ExtentSource implements ByteSource {
  readonly size: number;
  private readonly contents: Contents;
  private readonly blobs: Blobs;
  private readonly content: number;
  private position: number;
  private readonly stop: number;
  private page: Extent[] = [];
  private open: { readonly blob: number; readonly file: FileHandle } | undefined;
  private pinned = true;

  /** @param stop the offset behind the last byte. */
  constructor(contents: Contents, blobs: Blobs, content: number, first: number, stop: number) {
    this.contents = contents;
    this.blobs = blobs;
    this.content = content;
    this.position = first;
    this.stop = stop;
    this.size = stop - first;
    contents.pin(content);
  }

  /** Reads one batch ahead of the writer. */
  async pump(write: (chunk: Buffer) => Promise<void>): Promise<void> {
    let reading = takeBatch();
    let spare = takeBatch();
    let sending: Promise<void> | undefined;
    try {
      for (;;) {
        const filled = await this.fill(reading);
        await sending;
        if (filled === 0) return;
        sending = write(reading.subarray(0, filled));
        // Awaited after the next read; until then a failure is not "unhandled".
        sending.catch(() => {});
        [reading, spare] = [spare, reading];
      }
    } finally {
      await sending?.catch(() => {});
      giveBatch(reading);
      giveBatch(spare);
      await this.open?.file.close();
      this.discard();
    }
  }

  discard(): void {
    if (!this.pinned) return;
    this.pinned = false;
    this.contents.unpin(this.content);
  }

  /** Fills a batch with the next bytes. @returns how many; 0 at the end. */
  private async fill(batch: Buffer): Promise<number> {
    let filled = 0;
    while (filled < batch.length && this.position < this.stop) {
      const extent = this.extent();
      const offset = this.position - extent.position;
      const wanted = Math.min(extent.length - offset, this.stop - this.position, batch.length - filled);
      if (extent.blob === undefined) {
        this.contents.data(extent).copy(batch, filled, offset, offset + wanted);
      } else {
        await this.readFile(extent.blob, extent.start + offset, batch.subarray(filled, filled + wanted));
      }
      filled += wanted;
      this.position += wanted;
    }
    return filled;
  }

  /** The extent that holds the byte at `position`. */
  private extent(): Extent {
    let [extent] = this.page;
    while (extent !== undefined && extent.position + extent.length <= this.position) {
      this.page.shift();
      [extent] = this.page;
    }
    if (extent !== undefined) return extent;
    this.page = this.contents.extents(this.content, this.position, this.stop, PAGE);
    [extent] = this.page;
    if (extent === undefined) throw new Error(`content ${this.content} ends before byte ${this.position}`);
    return extent;
  }

  private async readFile(blob: number, from: number, into: Buffer): Promise<void> {
    if (this.open?.blob !== blob) {
      const file = await this.blobs.open(blob);
      await this.open?.file.close();
      this.open = { blob, file };
    }
    for (let done = 0; done < into.length; ) {
      const { bytesRead } = await this.open.file.read(into, done, into.length - done, from + done);
      if (bytesRead === 0) throw new Error(`blob ${blob} ends before byte ${from + done}`);
      done += bytesRead;
    }
  }
}

/** Extents looked up at once. */
const PAGE = 64;
