import { refuse } from '../../errors/refuse.ts';
import { answer, type Call, operation } from '../operation.ts';
import { channelsOf } from './live/channel.ts';

/** DeleteBucket (operations.md §4.2): objects are reported before uploads, uploads before live channels. */
export const deleteBucket = operation({
  name: 'DeleteBucket',
  method: 'DELETE',
  resource: 'bucket',
  action: 'oss:DeleteBucket',
  access: 'manage',
  support: 'works',
  async run(call) {
    const { store, bucketName } = call;
    const outcome = channelsOf(call.bucket).length > 0 ? await inTheWay(call) : await store.deleteBucket(bucketName);
    if (outcome === 'has-objects') throw refuse('bucket-has-objects', { BucketName: bucketName });
    if (outcome === 'has-uploads') throw refuse('bucket-has-uploads', { BucketName: bucketName });
    if (outcome === 'has-live-channels') throw refuse('bucket-has-live-channels', { BucketName: bucketName });
    return answer(204);
  },
});

/** What is named for a bucket that cannot be deleted for its live channels anyway. */
async function inTheWay({ store, bucketName }: Call): Promise<'has-objects' | 'has-uploads' | 'has-live-channels'> {
  const { objects, markers, uploads } = await store.bucketUsage(bucketName);
  if (objects > 0 || markers > 0) return 'has-objects';
  return uploads > 0 ? 'has-uploads' : 'has-live-channels';
}
