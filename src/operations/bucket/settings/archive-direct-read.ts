import { refuse } from '../../../errors/refuse.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** Whether Archive objects of the bucket can be read without being restored first (operations.md §5.18). */
export const archiveDirectRead = setting<boolean>({
  title: 'BucketArchiveDirectRead',
  subResource: 'bucketArchiveDirectRead',
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const text = root?.name === 'ArchiveDirectReadConfiguration' ? texts(root, 'Enabled')[0] : undefined;
    const enabled = text === undefined ? undefined : readBoolean(text);
    if (enabled === undefined) throw refuse('setting-malformed-xml');
    return enabled;
  },
  print: (enabled): XmlElement => ['ArchiveDirectReadConfiguration', [['Enabled', enabled]]],
  unset({ name }) {
    throw refuse('no-archive-direct-read-configuration', { BucketName: name });
  },
});
