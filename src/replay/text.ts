import { utf8FromBytes } from '../wire/percent.ts';

/** A byte string as text: UTF-8 where it is that. */
export function text(bytes: string): string {
  return utf8FromBytes(bytes) ?? bytes;
}
