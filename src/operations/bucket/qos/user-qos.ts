import { refuse } from '../../../errors/refuse.ts';
import { argument } from '../../argument.ts';
import type { Call } from '../../operation.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';
import { storageQuota } from './storage-quota.ts';

const GB = 1024 ** 3;
const UNLIMITED = -1;

/** How many GB a bucket may hold (operations.md §11.7); -1 is any number. */
export const userQos = setting<number>({
  title: 'UserQos',
  subResource: 'qos',
  action: 'BucketUserQos',
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const text = root?.name === 'BucketUserQos' ? texts(root, 'StorageCapacity')[0] : undefined;
    if (text === undefined) throw refuse('setting-malformed-xml');
    if (!/^(-1|\d{1,12})$/.test(text)) throw refuse('qos-invalid', argument('StorageCapacity', text));
    return Number(text);
  },
  print: (capacity) => ['BucketUserQos', [['StorageCapacity', capacity]]],
  unset: () => ['BucketUserQos', [['StorageCapacity', UNLIMITED]]],
});

/**
 * Whether the bucket has room for so many bytes more.
 * @throws OssError `storage-capacity-exceeded`, `storage-quota-exceeded`.
 */
export function checkCapacity(call: Call, bytes: number): Promise<void> | undefined {
  const capacity = userQos.of(call.bucket) ?? UNLIMITED;
  const quota = storageQuota.of(call.bucket);
  if (capacity === UNLIMITED && quota?.mode !== 'Strict') return undefined;
  const atMost = quota?.mode === 'Strict' ? quota.bytes : Number.POSITIVE_INFINITY;
  return checkRoom(call, bytes, capacity === UNLIMITED ? Number.POSITIVE_INFINITY : capacity, atMost);
}

/** @param capacity in GB. @param quota in bytes. */
async function checkRoom({ bucketName, store }: Call, bytes: number, capacity: number, quota: number): Promise<void> {
  const { storage } = await store.bucketUsage(bucketName);
  if (storage + bytes > capacity * GB) {
    throw refuse('storage-capacity-exceeded', { BucketName: bucketName }).because({ storage, bytes, capacity });
  }
  if (storage + bytes > quota) {
    throw refuse('storage-quota-exceeded', { BucketName: bucketName }).because({ storage, bytes, quota });
  }
}
