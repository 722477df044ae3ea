import type { SelectMeta } from '../../../select/meta.ts';
import type { ObjectRecord, Store } from '../../../store/store.ts';

/** Objects of a store whose metadata is kept; the longest unused goes first. */
const MOST = 1000;

const kept = new WeakMap<Store, Map<string, SelectMeta>>();

/** The metadata that was made of an object as it is now, if any (docs/decisions/select.md). */
export function metaOf(store: Store, object: ObjectRecord): SelectMeta | undefined {
  const all = kept.get(store);
  const key = keyOf(object);
  const meta = all?.get(key);
  if (meta === undefined) return undefined;
  all?.delete(key);
  all?.set(key, meta);
  return meta;
}

export function keepMeta(store: Store, object: ObjectRecord, meta: SelectMeta): void {
  const all = kept.get(store) ?? new Map<string, SelectMeta>();
  kept.set(store, all);
  const key = keyOf(object);
  all.delete(key);
  all.set(key, meta);
  const [oldest] = all.keys();
  if (all.size > MOST && oldest !== undefined) all.delete(oldest);
}

function keyOf({ bucket, key, etag, size, lastModified }: ObjectRecord): string {
  return JSON.stringify([bucket, key, etag, size, lastModified]);
}
