import type { BucketRecord, Store } from '../store/store.ts';
import { childText, readXml } from '../xml/read.ts';

/** The sub-resource under which a bucket keeps the document. */
export const PUBLIC_ACCESS_BLOCK = 'publicAccessBlock';

/** The setting under which the store keeps the document of an account. */
export function accountPublicAccessBlock(account: string): string {
  return `${PUBLIC_ACCESS_BLOCK}/${account}`;
}

/** Whether Block Public Access is on for this bucket or for the whole account that owns it (access.md §11). */
export function publicAccessBlocked(store: Store, bucket: BucketRecord | undefined): boolean {
  if (bucket === undefined) return false;
  return blocks(bucket.documents[PUBLIC_ACCESS_BLOCK]) || blocks(store.setting(accountPublicAccessBlock(bucket.owner)));
}

/** What a stored document says; false when there is none. */
export function blocks(document: string | undefined): boolean {
  const root = document === undefined ? undefined : readXml(document);
  return root !== undefined && childText(root, 'BlockPublicAccess')?.trim() === 'true';
}
