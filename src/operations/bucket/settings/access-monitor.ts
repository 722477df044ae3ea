import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord, ObjectRecord } from '../../../store/store.ts';
import { child, readXml } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** Whether the bucket tracks when its objects were last read (operations.md §5.14). */
interface AccessMonitor {
  readonly status: 'Enabled' | 'Disabled';
  /** What the V2 SDKs know and the manual does not; kept without effect. */
  readonly allowCopy: boolean | undefined;
}

/** The name under which a bucket keeps since when it tracks, in milliseconds. */
const SINCE = 'accessmonitorSince';

export const accessMonitor = setting<AccessMonitor>({
  title: 'BucketAccessMonitor',
  subResource: 'accessmonitor',
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    if (root?.name !== 'AccessMonitorConfiguration') throw refuse('setting-malformed-xml');
    const [status] = texts(root, 'Status');
    const [copy] = texts(root, 'AllowCopy');
    const allowCopy = copy === undefined ? undefined : readBoolean(copy);
    if ((status !== 'Enabled' && status !== 'Disabled') || (copy !== undefined && allowCopy === undefined)) {
      throw refuse('setting-malformed-xml');
    }
    return { status, allowCopy };
  },
  check({ bucket }, { status }) {
    if (status === 'Disabled' && lifecycleAsksForAccessTime(bucket)) throw refuse('access-monitor-in-use');
  },
  beside({ bucket, runtime }, { status }) {
    const begins = status === 'Enabled' && accessMonitorOf(bucket) === 'Disabled';
    return begins ? { [SINCE]: `${runtime.clock.now()}` } : {};
  },
  print: document,
  unset: () => document({ status: 'Disabled', allowCopy: undefined }),
});

function document({ status, allowCopy }: AccessMonitor): XmlElement {
  return ['AccessMonitorConfiguration', [['Status', status], allowCopy !== undefined && ['AllowCopy', allowCopy]]];
}

/** What GetBucketInfo shows, and what lifecycle rules by access time ask for. */
export function accessMonitorOf(bucket: BucketRecord): AccessMonitor['status'] {
  return accessMonitor.of(bucket)?.status ?? 'Disabled';
}

/**
 * When the object was last read, as far as its bucket tracks that: until the first reading, since when it is there and
 * tracked (API reference of PutBucketAccessMonitor).
 */
export function lastAccess(bucket: BucketRecord, { state, lastModified }: ObjectRecord): number | undefined {
  if (accessMonitorOf(bucket) === 'Disabled') return undefined;
  return Math.max(state?.accessedAt ?? 0, Number(bucket.documents[SINCE] ?? 0), lastModified);
}

/** Whether a lifecycle rule moves objects by the time of their last access. */
function lifecycleAsksForAccessTime({ documents }: BucketRecord): boolean {
  const rules = documents.lifecycle === undefined ? undefined : readXml(documents.lifecycle);
  return (rules?.children ?? []).some((rule) =>
    rule.children.some((action) => child(action, 'IsAccessTime')?.text.trim() === 'true'),
  );
}
