import type { BucketRecord } from '../store/store.ts';
import { childText, readXml } from '../xml/read.ts';
import type { Call } from './operation.ts';

/** The sub-resource under which the document is kept, for a bucket and for the account. */
export const PUBLIC_ACCESS_BLOCK = 'publicAccessBlock';

/** Whether Block Public Access is on for the bucket, by default the addressed one, or for the account (access.md §11). */
export function publicAccessBlocked(call: Call, bucket: BucketRecord | undefined = call.existingBucket): boolean {
  return blocks(bucket?.documents[PUBLIC_ACCESS_BLOCK]) || blocks(call.store.setting(PUBLIC_ACCESS_BLOCK));
}

function blocks(document: string | undefined): boolean {
  const root = document === undefined ? undefined : readXml(document);
  return root !== undefined && childText(root, 'BlockPublicAccess')?.trim() === 'true';
}
