import type { ObjectRecord } from './store.ts';

/** Of bodies and records together, roughly. */
const LIMIT_BYTES = 16 * 1024 * 1024;
/** A record's own weight in memory. */
const RECORD_BYTES = 1000;

/**
 * Objects that were read lately: reading a row costs more than the rest of a small GET. Whoever changes an object
 * forgets it here first; nothing is kept while a transaction is under way, for it may be undone.
 */
export class RecentObjects {
  private readonly objects = new Map<string, ObjectRecord>();
  private bytes = 0;

  get(bucket: string, key: string): ObjectRecord | undefined {
    return this.objects.get(name(bucket, key));
  }

  /** When there is no room, all make room: those in use come back with their next reading. */
  keep(object: ObjectRecord): void {
    this.bytes += weight(object);
    if (this.bytes > LIMIT_BYTES) {
      this.clear();
      this.bytes = weight(object);
    }
    this.objects.set(name(object.bucket, object.key), object);
  }

  forget(bucket: string, key: string): void {
    const old = this.objects.get(name(bucket, key));
    if (old === undefined) return;
    this.objects.delete(name(bucket, key));
    this.bytes -= weight(old);
  }

  clear(): void {
    this.objects.clear();
    this.bytes = 0;
  }
}

/** No bucket name has a slash. */
function name(bucket: string, key: string): string {
  return `${bucket}/${key}`;
}

function weight({ content }: ObjectRecord): number {
  return RECORD_BYTES + (Buffer.isBuffer(content) ? content.length : 0);
}
