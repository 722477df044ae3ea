import { NamedValues } from './named-values.ts';

/** Headers to send, in wire order and case. Values are byte strings. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** The header section of a request. Names are matched without case; values are byte strings, trimmed. */
export class Headers extends NamedValues {
  /** Name, value, name, value … as sent. */
  readonly raw: readonly string[];

  constructor(raw: readonly string[]) {
    super();
    this.raw = raw;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] as string).toLowerCase();
      const value = trimBlanks(raw[i + 1] as string);
      const earlier = this.values.get(name);
      // Repeated headers are joined with a comma (access.md V1H-10).
      this.values.set(name, earlier === undefined ? value : `${earlier},${value}`);
    }
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
