import { xmlDocument } from '../../xml/write.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** GetBucketLocation (operations.md §4.4): the text stands directly in the root. */
export const getBucketLocation = operation({
  name: 'GetBucketLocation',
  method: 'GET',
  resource: 'bucket',
  subResource: 'location',
  action: 'oss:GetBucketLocation',
  access: 'manage',
  support: 'works',
  run: ({ bucket }) => xmlAnswer(xmlDocument(['LocationConstraint', `oss-${bucket.region}`])),
});
