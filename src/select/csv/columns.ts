import { refuse } from '../../errors/refuse.ts';
import type { Columns } from '../columns.ts';
import { pathText, type Step } from '../sql/syntax.ts';
import type { Value } from '../value.ts';

const MAX_INDEX = 1000;

/** The columns of a CSV object: by index, and by name when its header is used. Names are matched without case. */
export class CsvColumns implements Columns<readonly string[]> {
  readonly type = 'text';
  private readonly byName: ReadonlyMap<string, number>;

  /** @param header the first line, when FileHeaderInfo is Use. */
  constructor(header: readonly string[] | undefined) {
    this.byName = new Map((header ?? []).map((name, i) => [name.toLowerCase(), i] as const).reverse());
  }

  column(path: readonly Step[]): (row: readonly string[]) => Value {
    const index = this.index(path);
    return (row) => row[index];
  }

  /**
   * Counted from 0.
   * @throws OssError `select-sql-nested-column-in-csv`, `select-sql-column-index`, `select-sql-column-unknown`.
   */
  index(path: readonly Step[]): number {
    const [name] = path;
    if (path.length !== 1 || typeof name !== 'string') {
      throw refuse('select-sql-nested-column-in-csv', { Column: pathText(path) });
    }
    const known = this.byName.get(name.toLowerCase());
    if (known !== undefined) return known;
    const m = /^_(\d{1,9})$/.exec(name);
    if (m === null) throw refuse('select-sql-column-unknown', { Column: name });
    const index = Number(m[1]);
    if (index < 1 || index > MAX_INDEX) throw refuse('select-sql-column-index', { Index: String(index) });
    return index - 1;
  }
}
