import type { BucketRecord, Store } from '../store/store.ts';
import { childText, readXml } from '../xml/read.ts';

/** The sub-resource under which the document is kept, for a bucket and for the account. */
export const PUBLIC_ACCESS_BLOCK = 'publicAccessBlock';

/** Whether Block Public Access is on for this bucket or for the whole account (access.md §11). */
export function publicAccessBlocked(store: Store, bucket: BucketRecord | undefined): boolean {
  return blocks(bucket?.documents[PUBLIC_ACCESS_BLOCK]) || blocks(store.setting(PUBLIC_ACCESS_BLOCK));
}

/** What a stored document says; false when there is none. */
export function blocks(document: string | undefined): boolean {
  const root = document === undefined ? undefined : readXml(document);
  return root !== undefined && childText(root, 'BlockPublicAccess')?.trim() === 'true';
}
