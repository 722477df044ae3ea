import { refuse } from '../../errors/refuse.ts';
import { CORS } from '../cors-configuration.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** GetBucketCors (operations.md §5.5). @throws OssError `no-cors-configuration`. */
export const getBucketCors = operation({
  name: 'GetBucketCors',
  method: 'GET',
  resource: 'bucket',
  subResource: 'cors',
  action: 'oss:GetBucketCors',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    const document = bucket.documents[CORS];
    if (document === undefined) throw refuse('no-cors-configuration', { BucketName: bucket.name });
    return xmlAnswer(document);
  },
});
