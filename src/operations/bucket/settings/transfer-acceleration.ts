import { refuse } from '../../../errors/refuse.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { readBoolean, texts } from '../../setting-values.ts';

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
  print: (enabled): XmlElement => ['TransferAccelerationConfiguration', [['Enabled', enabled]]],
  unset({ name }) {
    throw refuse('no-acceleration-configuration', { BucketName: name });
  },
});
