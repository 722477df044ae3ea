import { utf8FromBytes } from '../wire/percent.ts';

/** One field before `file`. */
export interface FormField {
  /** As sent, as text. */
  readonly name: string;
  /** As sent, a byte string. */
  readonly value: string;
}

/** The fields before `file`. Names are looked up in lower case (access.md POST-8); of a repeated name the first counts. */
export class FormFields {
  /** In the order sent. */
  readonly list: readonly FormField[];
  private readonly values = new Map<string, string>();

  constructor(list: readonly FormField[]) {
    this.list = list;
    for (const { name, value } of list) {
      const known = name.toLowerCase();
      if (!this.values.has(known)) this.values.set(known, value);
    }
  }

  /** The value as a byte string. @param name in lower case. */
  get(name: string): string | undefined {
    return this.values.get(name);
  }

  /** The value as text; where it is not UTF-8, its bytes as Latin-1. @param name in lower case. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : (utf8FromBytes(value) ?? value);
  }

  /** @param name in lower case. */
  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Lower-cased names with their values (byte strings), in the order first sent. */
  entries(): IterableIterator<[string, string]> {
    return this.values.entries();
  }

  /** Every field whose lower-cased name starts with `prefix`, in the order first sent. */
  withPrefix(prefix: string): [string, string][] {
    const found: [string, string][] = [];
    for (const entry of this.values) if (entry[0].startsWith(prefix)) found.push(entry);
    return found;
  }
}

/**
 * Puts the base name of the uploaded file where a value says `${filename}`, once the policy has seen the value as sent
 * (access.md POST-17). Folders before it, in `/` or `\`, are left away; without a filename nothing is put there.
 * @param value a byte string. @param filename a byte string, as sent.
 */
export function expandFilename(value: string, filename: string | undefined): string {
  if (!value.includes(FILENAME)) return value;
  return value.replaceAll(FILENAME, () => baseName(filename ?? ''));
}

const FILENAME = '$' + '{filename}';

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
