import type { ExchangeRecord } from './record.ts';

/** A record's own weight in memory beside the text it holds, roughly. */
const RECORD_BYTES = 1500;

/** What explains a refused signature: the headers once more, by name, and the claim taken from them. */
const KEPT_TWICE = 2;

/** How many empty places at the front are worth a new array. */
const GAP = 1000;

/**
 * The latest exchanges, bounded by bytes: the oldest make room. A queue, because adding is on the way of every request
 * and looking up is not.
 */
export class Journal {
  private readonly limit: number;
  /** The oldest at `first`; the places before it are empty. */
  private records: (ExchangeRecord | undefined)[] = [];
  /** What each weighed when it came: a callback behind the answer may add to it yet. */
  private weights: number[] = [];
  private first = 0;
  private bytes = 0;
  private readonly watchers = new Set<(record: ExchangeRecord) => void>();

  /** @param limit bytes, roughly; 0 keeps nothing. */
  constructor(limit: number) {
    this.limit = limit;
  }

  add(record: ExchangeRecord): void {
    const weighs = weight(record);
    this.records.push(record);
    this.weights.push(weighs);
    this.bytes += weighs;
    for (const tell of this.watchers) tell(record);
    while (this.bytes > this.limit) {
      this.bytes -= this.weights[this.first] as number;
      this.records[this.first] = undefined;
      this.first++;
    }
    if (this.first < GAP || this.first < this.records.length / 2) return;
    this.records = this.records.slice(this.first);
    this.weights = this.weights.slice(this.first);
    this.first = 0;
  }

  /** Has every exchange told as it ends. @returns what stops it. */
  watch(tell: (record: ExchangeRecord) => void): () => void {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  get(id: string): ExchangeRecord | undefined {
    return this.records.find((record) => record?.id === id);
  }

  /** The latest first. */
  latest(count: number): ExchangeRecord[] {
    const kept = this.records.slice(this.first) as ExchangeRecord[];
    return kept.slice(-count).reverse();
  }

  clear(): void {
    this.records = [];
    this.weights = [];
    this.first = 0;
    this.bytes = 0;
  }
}

/** Two bytes a character: what is sent is kept once as it came, and once in the text that was signed. */
function weight(record: ExchangeRecord): number {
  let characters = record.target.length + (record.errorBody?.length ?? 0);
  for (const text of record.requestHeaders) characters += text.length;
  for (const { outcome, facts } of record.rungs) {
    // Checks that passed tell of nothing else; callbacks note whole bodies.
    if (outcome !== 'passed') characters += charactersIn(facts);
  }
  if (record.signature !== undefined) characters += KEPT_TWICE * charactersIn(record.requestHeaders);
  return RECORD_BYTES + 2 * characters;
}

/** The text in a value, however deep. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let characters = 0;
  for (const one of Object.values(value)) characters += charactersIn(one);
  return characters;
}
