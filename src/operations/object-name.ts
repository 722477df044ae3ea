import { refuse } from '../errors/refuse.ts';

/** Of a key in UTF-8 (operations.md §2.12). */
export const MAX_KEY_BYTES = 1023;

/** @throws OssError `object-name-too-long`, `object-name-leading-slash` (operations.md §2.12). */
export function checkObjectName(key: string): void {
  if (key.length > MAX_KEY_BYTES / 3 && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw refuse('object-name-too-long', { ObjectName: key });
  }
  if (key.startsWith('/') || key.startsWith('\\')) throw refuse('object-name-leading-slash', { ObjectName: key });
}
