import { refuse } from '../errors/refuse.ts';
import type { BucketRecord, Store } from '../store/store.ts';
import { childText, readXml } from '../xml/read.ts';
import { publicAccessBlockElement, readPublicAccessBlock } from './public-access-block.ts';
import { setting } from './setting.ts';

/** The sub-resource under which a bucket keeps the document. */
export const PUBLIC_ACCESS_BLOCK = 'publicAccessBlock';

/** The setting under which the store keeps the document of an account. */
export function accountPublicAccessBlock(account: string): string {
  return `${PUBLIC_ACCESS_BLOCK}/${account}`;
}

/** Block Public Access of a bucket (operations.md §5.19): the bucket's own switch, off when it was never set. */
export const bucketPublicAccessBlock = setting<boolean>({
  title: 'BucketPublicAccessBlock',
  subResource: PUBLIC_ACCESS_BLOCK,
  support: 'works',
  deletable: true,
  malformed: () => refuse('public-access-block-malformed'),
  read: readPublicAccessBlock,
  print: publicAccessBlockElement,
  unset: () => publicAccessBlockElement(false),
});

/** Whether Block Public Access is on for this bucket or for the whole account that owns it (access.md §11). */
export function publicAccessBlocked(store: Store, bucket: BucketRecord | undefined): boolean {
  if (bucket === undefined) return false;
  return bucketPublicAccessBlock.of(bucket) === true || blocks(store.setting(accountPublicAccessBlock(bucket.owner)));
}

/** What a stored document says; false when there is none. */
export function blocks(document: string | undefined): boolean {
  const root = document === undefined ? undefined : readXml(document);
  return root !== undefined && childText(root, 'BlockPublicAccess')?.trim() === 'true';
}
