import { NamedValues } from '../wire/named-values.ts';
import { utf8FromBytes } from '../wire/percent.ts';

/** One field before `file`. */
export interface FormField {
  /** As sent, as text. */
  readonly name: string;
  /** As sent, a byte string. */
  readonly value: string;
}

/** The fields before `file`. Names are looked up in lower case (access.md POST-8); of a repeated name the first counts. */
export class FormFields extends NamedValues {
  /** In the order sent. */
  readonly list: readonly FormField[];

  constructor(list: readonly FormField[]) {
    super();
    this.list = list;
    for (const { name, value } of list) {
      const known = name.toLowerCase();
      if (!this.values.has(known)) this.values.set(known, value);
    }
  }

  /** The value as text; where it is not UTF-8, its bytes as Latin-1. @param name in lower case. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : (utf8FromBytes(value) ?? value);
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
