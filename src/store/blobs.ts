import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file being written. */
export interface NewBlob {
  readonly id: number;
  readonly file: FileHandle;
}

/** The blob files: immutable once committed, named by number. */
export class Blobs {
  private directory: string | undefined;
  private readonly temporary: boolean;
  private readonly durable: boolean;
  private last = 0;
  private readonly removals = new Set<Promise<void>>();

  /** @param directory made on first need; a private temporary one when undefined. @param durable flush to the disk. */
  constructor(directory: string | undefined, durable: boolean) {
    this.directory = directory;
    this.temporary = directory === undefined;
    this.durable = durable;
    if (directory === undefined) removeOrphans();
    else mkdirSync(directory, { recursive: true });
  }

  async create(): Promise<NewBlob> {
    this.directory ??= mkdtempSync(join(tmpdir(), `${TEMPORARY}${process.pid}-`));
    const id = ++this.last;
    return { id, file: await open(this.path(id), 'wx') };
  }

  /** Ends the writing of a blob; in durable mode its bytes and its name are on the disk afterwards. */
  async seal({ file }: NewBlob): Promise<void> {
    if (this.durable) await file.datasync();
    await file.close();
    if (this.durable) await syncDirectory(this.directory as string);
  }

  open(id: number): Promise<FileHandle> {
    return open(this.path(id), 'r');
  }

  /** Starts to remove a blob; close() waits for the end of it. */
  remove(id: number): void {
    const removal = unlink(this.path(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') process.emitWarning(error);
    });
    this.removals.add(removal);
    removal.then(() => this.removals.delete(removal));
  }

  /**
   * Removes the files that `refers` does not know: what a killed process had staged or not yet removed.
   * @returns how many there were.
   */
  async sweep(refers: (id: number) => boolean): Promise<number> {
    let removed = 0;
    await mkdir(this.directory as string, { recursive: true });
    for (const name of await readdir(this.directory as string)) {
      if (!/^[0-9a-f]{12}$/.test(name)) continue;
      const id = Number.parseInt(name, 16);
      if (refers(id)) {
        this.last = Math.max(this.last, id);
      } else {
        await unlink(this.path(id));
        removed++;
      }
    }
    return removed;
  }

  async close(): Promise<void> {
    await Promise.all(this.removals);
    if (this.temporary && this.directory !== undefined) rmSync(this.directory, { recursive: true, force: true });
  }

  private path(id: number): string {
    return join(this.directory as string, id.toString(16).padStart(12, '0'));
  }
}

const TEMPORARY = 'ossmock-';

/** Removes the temporary directories of processes that are gone. */
function removeOrphans(): void {
  for (const name of temporaryNames()) {
    const pid = /^ossmock-(\d+)-\w{6}$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

/** None where there is no directory for temporary files, or none that may be read: only large bodies need one. */
function temporaryNames(): string[] {
  try {
    return readdirSync(tmpdir());
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
