import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';

const MAX_OF_BUCKET = 100;
const MAX_OF_ACCOUNT = 1000;

interface Counted {
  readonly name: string;
  readonly bucket: string;
  readonly region: string;
}

/**
 * A name is used once in a region of an account, and there are only so many (operations.md §11.5).
 * @param pointsOf the access points of a bucket that count together.
 * @throws OssError `access-point-exists`, `too-many-access-points`.
 */
export function checkCount(
  { bucket, store }: Call,
  name: string,
  pointsOf: (bucket: BucketRecord) => readonly Counted[],
): void {
  const ofAccount = store
    .buckets()
    .filter(({ owner }) => owner === bucket.owner)
    .flatMap(pointsOf);
  const holder = ofAccount.find((point) => point.name === name && point.region === bucket.region);
  if (holder !== undefined) throw refuse('access-point-exists').because({ bucket: holder.bucket });
  const ofBucket = ofAccount.filter((point) => point.bucket === bucket.name).length;
  if (ofBucket >= MAX_OF_BUCKET || ofAccount.length >= MAX_OF_ACCOUNT) {
    throw refuse('too-many-access-points').because({ ofBucket, ofAccount: ofAccount.length });
  }
}
