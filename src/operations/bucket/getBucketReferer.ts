import { operation, xmlAnswer } from '../operation.ts';
import { OPEN_TO_EVERY_REFERER, REFERER, refererDocument } from '../referer-configuration.ts';

/** GetBucketReferer (operations.md §5.4): what a bucket that was never set up allows is an answer too, not an error. */
export const getBucketReferer = operation({
  name: 'GetBucketReferer',
  method: 'GET',
  resource: 'bucket',
  subResource: 'referer',
  action: 'oss:GetBucketReferer',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    return xmlAnswer(bucket.documents[REFERER] ?? refererDocument(OPEN_TO_EVERY_REFERER));
  },
});
