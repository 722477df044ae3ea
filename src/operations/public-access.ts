import { childText, readXml } from '../xml/read.ts';
import type { Call } from './operation.ts';

/** The sub-resource under which the document is kept, for a bucket and for the account. */
export const PUBLIC_ACCESS_BLOCK = 'publicAccessBlock';

/** Whether Block Public Access is on for the addressed bucket or for the whole account (access.md §11). */
export function publicAccessBlocked(call: Call): boolean {
  return blocks(call.existingBucket?.documents[PUBLIC_ACCESS_BLOCK]) || blocks(call.store.setting(PUBLIC_ACCESS_BLOCK));
}

function blocks(document: string | undefined): boolean {
  const root = document === undefined ? undefined : readXml(document);
  return root !== undefined && childText(root, 'BlockPublicAccess')?.trim() === 'true';
}
