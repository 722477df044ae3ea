import { readFileSync } from 'node:fs';

/** A body of test/golden/sts, without the line feed at the end of the file: the service sends none. */
export function golden(name: string): string {
  return readFileSync(new URL(`../golden/sts/${name}`, import.meta.url), 'utf8').replace(/\n$/, '');
}
