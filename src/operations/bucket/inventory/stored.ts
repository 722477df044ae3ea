import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import type { Call } from '../../operation.ts';

const PREFIX = 'inventory/';

/** The name under which a bucket keeps the document of an inventory. */
export function documentName(id: string): string {
  return PREFIX + id;
}

/** The ids of the bucket's inventories, in order. */
export function inventoryIds({ documents }: BucketRecord): string[] {
  const names = Object.keys(documents).filter((name) => name.startsWith(PREFIX));
  return names.map((name) => name.slice(PREFIX.length)).sort();
}

/** @throws OssError `inventory-id-missing`. */
export function requestedId({ request }: Call): string {
  const bytes = request.query.get('inventoryId') ?? '';
  if (bytes === '') throw refuse('inventory-id-missing');
  return utf8FromBytes(bytes) ?? bytes;
}
