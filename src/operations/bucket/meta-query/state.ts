import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';

/** The name under which a bucket keeps when its index was opened. */
export const META_QUERY = 'metaQuery';

/** When the index of the bucket was opened, in milliseconds. @throws OssError `meta-query-not-open`. */
export function openedAt({ documents }: BucketRecord): number {
  const at = documents[META_QUERY];
  if (at === undefined) throw refuse('meta-query-not-open');
  return Number(at);
}

const BEIJING = 8 * 3600 * 1000;

/** `2021-08-02T10:49:17.289000000+08:00`: Beijing's time with nanoseconds. @param at milliseconds. */
export function metaDate(at: number): string {
  return `${new Date(at + BEIJING).toISOString().slice(0, -1)}000000+08:00`;
}
