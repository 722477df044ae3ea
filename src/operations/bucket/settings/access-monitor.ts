import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { child, readXml } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** Whether the bucket tracks when its objects were last read (operations.md §5.14). */
type Status = 'Enabled' | 'Disabled';

export const accessMonitor = setting<Status>({
  title: 'BucketAccessMonitor',
  subResource: 'accessmonitor',
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const status = root?.name === 'AccessMonitorConfiguration' ? texts(root, 'Status')[0] : undefined;
    if (status !== 'Enabled' && status !== 'Disabled') throw refuse('setting-malformed-xml');
    return status;
  },
  check({ bucket }, status) {
    if (status === 'Disabled' && lifecycleAsksForAccessTime(bucket)) throw refuse('access-monitor-in-use');
  },
  print: document,
  unset: () => document('Disabled'),
});

function document(status: Status): XmlElement {
  return ['AccessMonitorConfiguration', [['Status', status]]];
}

/** What GetBucketInfo shows, and what lifecycle rules by access time ask for. */
export function accessMonitorOf(bucket: BucketRecord): Status {
  return accessMonitor.of(bucket) ?? 'Disabled';
}

/** Whether a lifecycle rule moves objects by the time of their last access. */
function lifecycleAsksForAccessTime({ documents }: BucketRecord): boolean {
  const rules = documents.lifecycle === undefined ? undefined : readXml(documents.lifecycle);
  return (rules?.children ?? []).some((rule) =>
    rule.children.some((action) => child(action, 'IsAccessTime')?.text.trim() === 'true'),
  );
}
