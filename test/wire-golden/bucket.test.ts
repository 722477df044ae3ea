import { bucketCases } from './cases/bucket.ts';
import { listingCases } from './cases/listing.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(bucketCases);
holdGoldens(listingCases);
