import { refuse } from '../../errors/refuse.ts';
import { answer, operation } from '../operation.ts';

/** DeleteBucket (operations.md §4.2): objects are reported before uploads. */
export const deleteBucket = operation({
  name: 'DeleteBucket',
  method: 'DELETE',
  resource: 'bucket',
  action: 'oss:DeleteBucket',
  access: 'manage',
  support: 'works',
  async run({ store, bucketName }) {
    const outcome = await store.deleteBucket(bucketName);
    if (outcome === 'has-objects') throw refuse('bucket-has-objects', { BucketName: bucketName });
    if (outcome === 'has-uploads') throw refuse('bucket-has-uploads', { BucketName: bucketName });
    return answer(204);
  },
});
