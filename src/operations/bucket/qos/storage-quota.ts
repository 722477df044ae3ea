import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

interface StorageQuota {
  readonly bytes: number;
  /** `Strict` refuses what would not fit, `Warning` takes it. */
  readonly mode: Mode;
}

type Mode = 'Strict' | 'Warning';

const ROOT = 'QuotaConfiguration';

/** How many bytes a bucket may hold, and how many it does (Go SDK v2, api_op_bucket_quota.go). */
export const storageQuota = setting<StorageQuota>({
  title: 'BucketStorageQuota',
  subResource: 'quota',
  support: 'works',
  deletable: true,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    if (root?.name !== ROOT) throw refuse('setting-malformed-xml');
    return { bytes: readBytes(root), mode: readMode(root) };
  },
  print: (quota) => [ROOT, printed(quota)],
  async show({ bucketName, store }, quota) {
    const { storage } = await store.bucketUsage(bucketName);
    return [ROOT, [...printed(quota), ['CurrentUsage', storage]]];
  },
  unset({ name }) {
    throw refuse('no-storage-quota', { BucketName: name });
  },
});

function readBytes(root: XmlNode): number {
  const text = texts(root, 'StorageQuota')[0];
  if (text === undefined) throw refuse('setting-malformed-xml');
  if (!/^\d{1,15}$/.test(text)) throw refuse('storage-quota-invalid', argument('StorageQuota', text));
  return Number(text);
}

/** Strict when it is left out, or empty as the Go SDK sends what was not set. */
function readMode(root: XmlNode): Mode {
  const text = texts(root, 'Mode')[0] || 'Strict';
  if (text !== 'Strict' && text !== 'Warning') throw refuse('storage-quota-invalid', argument('Mode', text));
  return text;
}

function printed({ bytes, mode }: StorageQuota): XmlElement[] {
  return [
    ['StorageQuota', bytes],
    ['Mode', mode],
  ];
}
