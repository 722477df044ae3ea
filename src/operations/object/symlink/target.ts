import { refuse } from '../../../errors/refuse.ts';
import type { Headers } from '../../../wire/headers.ts';
import { decodePercent, utf8FromBytes } from '../../../wire/percent.ts';
import { argument } from '../../argument.ts';
import { MAX_KEY_BYTES } from '../../object-name.ts';

export const TARGET = 'x-oss-symlink-target';

/**
 * The key that x-oss-symlink-target names (operations.md §6.11). Go's SDK writes a space as a plus and every SDK writes a
 * plus as %2B, so a plus is a space.
 * @throws OssError `symlink-without-target`, `symlink-target-malformed`.
 */
export function requestedTarget(headers: Headers): string {
  const value = headers.get(TARGET);
  if (value === undefined || value === '') throw refuse('symlink-without-target');
  const bytes = decodePercent(value.replaceAll('+', ' '));
  const key = bytes === undefined ? undefined : utf8FromBytes(bytes);
  if (bytes === undefined || key === undefined || bytes.length > MAX_KEY_BYTES || /^[/\\]/.test(key)) {
    throw refuse('symlink-target-malformed', argument(TARGET, value));
  }
  return key;
}
