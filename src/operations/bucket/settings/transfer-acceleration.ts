import { refuse } from '../../../errors/refuse.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { readBoolean, texts } from '../../setting-values.ts';
import { replicationRules } from '../replication/rules.ts';

/**
 * Whether the bucket answers at the acceleration hosts (operations.md §5.10): at once, where the service takes half an
 * hour. The API reference has no DELETE; the Java and Go v1 SDKs send one.
 */
export const transferAcceleration = setting<boolean>({
  title: 'BucketTransferAcceleration',
  subResource: 'transferAcceleration',
  support: 'works',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const text = root?.name === 'TransferAccelerationConfiguration' ? texts(root, 'Enabled')[0] : undefined;
    const enabled = text === undefined ? undefined : readBoolean(text);
    if (enabled === undefined) throw refuse('setting-malformed-xml');
    return enabled;
  },
  /** What a replication rule into this bucket uses stays on (EC page 0028-00000003). */
  check({ store, bucketName }, enabled) {
    if (enabled) return;
    for (const source of store.buckets()) {
      const uses = replicationRules(source).some(
        ({ bucket, transferType }) => bucket === bucketName && transferType === 'oss_acc',
      );
      if (uses) throw refuse('acceleration-in-use', { SourceBucket: source.name, DestinationBucket: bucketName });
    }
  },
  print: (enabled): XmlElement => ['TransferAccelerationConfiguration', [['Enabled', enabled]]],
  unset({ name }) {
    throw refuse('no-acceleration-configuration', { BucketName: name });
  },
});
