/** Headers to send, in wire order and case. Values are byte strings. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The header section of a request. Names are matched without case; values are byte strings, trimmed. */
export class Headers {
  /** Name, value, name, value … as sent. */
  readonly raw: readonly string[];
  private readonly values = new Map<string, string>();

  constructor(raw: readonly string[]) {
    this.raw = raw;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] as string).toLowerCase();
      const value = trimBlanks(raw[i + 1] as string);
      const earlier = this.values.get(name);
      // Repeated headers are joined with a comma (access.md V1H-10).
      this.values.set(name, earlier === undefined ? value : `${earlier},${value}`);
    }
  }

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

  /** Every header whose lower-cased name starts with `prefix`, in the order first sent. */
  withPrefix(prefix: string): [string, string][] {
    const found: [string, string][] = [];
    for (const entry of this.values) if (entry[0].startsWith(prefix)) found.push(entry);
    return found;
  }
}

/** Without the blanks and tabs around it. `trim()` would also take the byte A0, with which much UTF-8 text ends. */
export function trimBlanks(bytes: string): string {
  let start = 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes.charCodeAt(start))) start++;
  while (end > start && isBlank(bytes.charCodeAt(end - 1))) end--;
  return start === 0 && end === bytes.length ? bytes : bytes.slice(start, end);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}
