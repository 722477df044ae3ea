/** Values by their lower-cased names, in the order first sent: the lookups that headers and form fields share. Values are byte strings. */
export abstract class NamedValues {
  protected readonly values = new Map<string, string>();

  /** @param name in lower case. */
  get(name: string): string | undefined {
    return this.values.get(name);
  }

  /** @param name in lower case. */
  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Lower-cased names with their values, in the order first sent. */
  entries(): IterableIterator<[string, string]> {
    return this.values.entries();
  }

  /** Every entry whose lower-cased name starts with `prefix`, in the order first sent. */
  withPrefix(prefix: string): [string, string][] {
    const found: [string, string][] = [];
    for (const entry of this.values) if (entry[0].startsWith(prefix)) found.push(entry);
    return found;
  }
}
