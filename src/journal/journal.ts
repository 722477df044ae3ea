import type { ExchangeRecord } from './record.ts';

/** A record's own weight in memory beside the text it holds, roughly. */
const RECORD_BYTES = 1500;

/** The latest exchanges, bounded by bytes: the oldest make room. */
export class Journal {
  private readonly records = new Map<string, ExchangeRecord>();
  private readonly limit: number;
  private bytes = 0;

  /** @param limit bytes, roughly; 0 keeps nothing. */
  constructor(limit: number) {
    this.limit = limit;
  }

  add(record: ExchangeRecord): void {
    if (this.limit === 0) return;
    this.records.set(record.id, record);
    this.bytes += weight(record);
    for (const [id, oldest] of this.records) {
      if (this.bytes <= this.limit) break;
      this.records.delete(id);
      this.bytes -= weight(oldest);
    }
  }

  get(id: string): ExchangeRecord | undefined {
    return this.records.get(id);
  }

  /** The latest first. */
  latest(count: number): ExchangeRecord[] {
    return [...this.records.values()].slice(-count).reverse();
  }

  clear(): void {
    this.records.clear();
    this.bytes = 0;
  }
}

function weight(record: ExchangeRecord): number {
  return RECORD_BYTES + 2 * (record.target.length + (record.errorBody?.length ?? 0));
}
