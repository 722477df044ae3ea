import type { ListedVersion, Store } from '../../../../store/store.ts';
import { childText, type XmlNode } from '../../../../xml/read.ts';

const PAGE = 1000;

/** What is listed of a bucket. */
export interface Selection {
  readonly bucket: string;
  readonly filter: XmlNode | undefined;
  /** Older versions and delete markers too. */
  readonly versions: boolean;
}

/** What an inventory lists, by key; of a key the latest version first. */
export async function* selectedVersions(
  store: Store,
  { bucket, filter, versions }: Selection,
): AsyncGenerator<ListedVersion> {
  const prefix = (filter && childText(filter, 'Prefix')) ?? '';
  const holds = filterOf(filter);
  let keyMarker = '';
  let versionIdMarker = '';
  for (let more = true; more; ) {
    const page = await store.listVersions({ bucket, prefix, delimiter: '', keyMarker, versionIdMarker, limit: PAGE });
    for (const one of page.versions) {
      const listed = versions || (one.latest && one.version.type !== 'DeleteMarker');
      if (listed && holds(one)) yield one;
    }
    more = page.next !== undefined;
    keyMarker = page.next?.key ?? '';
    versionIdMarker = page.next?.versionId ?? '';
  }
}

/** Times in seconds, sizes in bytes; delete markers have neither size nor class. */
function filterOf(filter: XmlNode | undefined): (listed: ListedVersion) => boolean {
  if (filter === undefined) return () => true;
  const number = (name: string, otherwise: number) => Number(childText(filter, name) || otherwise);
  const begin = number('LastModifyBeginTimeStamp', 0);
  const end = number('LastModifyEndTimeStamp', Number.POSITIVE_INFINITY);
  const lower = number('LowerSizeBound', 0);
  const upper = number('UpperSizeBound', Number.POSITIVE_INFINITY);
  const named = childText(filter, 'StorageClass') || 'All';
  const classes = named === 'All' ? undefined : new Set(named.split(',').map((one) => one.trim()));
  return ({ version }) => {
    const modified = version.lastModified / 1000;
    if (modified < begin || modified > end) return false;
    if (version.type === 'DeleteMarker') return lower === 0 && classes === undefined;
    if (version.size < lower || version.size > upper) return false;
    return classes === undefined || classes.has(version.storageClass);
  };
}
