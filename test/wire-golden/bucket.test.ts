import { bucketCases } from './cases/bucket.ts';
import { listingCases } from './cases/listing.ts';
import { putBucketCases } from './cases/put-bucket.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [putBucketCases, bucketCases, listingCases]) holdGoldens(cases);
