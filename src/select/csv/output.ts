import type { Output } from '../query.ts';
import type { Value } from '../value.ts';

export interface CsvOutputFormat {
  readonly recordDelimiter: string;
  readonly fieldDelimiter: string;
  readonly quote: string;
}

/** Prints rows as CSV; fields that hold a delimiter or a quote are quoted. */
export class CsvOutput implements Output<readonly string[]> {
  private readonly format: CsvOutputFormat;
  /** Where each selected value stands when every column keeps its place. */
  private readonly places: readonly number[] | undefined;

  constructor(format: CsvOutputFormat, places: readonly number[] | undefined) {
    this.format = format;
    this.places = places;
  }

  whole(row: readonly string[]): string {
    return this.line(row);
  }

  selected(values: readonly Value[], row: readonly string[] | undefined): string {
    const texts = values.map((value) => (value == null ? '' : String(value)));
    if (this.places === undefined) return this.line(texts);
    const kept: string[] = new Array((row ?? []).length).fill('');
    for (const [i, place] of this.places.entries()) if (place < kept.length) kept[place] = texts[i] as string;
    return this.line(kept);
  }

  line(fields: readonly string[]): string {
    const { fieldDelimiter, recordDelimiter, quote } = this.format;
    const printed = fields.map((field) =>
      field.includes(quote) || field.includes(fieldDelimiter) || field.includes(recordDelimiter)
        ? `${quote}${field.replaceAll(quote, quote + quote)}${quote}`
        : field,
    );
    return printed.join(fieldDelimiter) + recordDelimiter;
  }
}
