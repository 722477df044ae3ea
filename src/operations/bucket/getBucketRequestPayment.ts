import { operation, xmlAnswer } from '../operation.ts';
import { payerOf, requestPaymentDocument } from '../request-payment.ts';

/** GetBucketRequestPayment (operations.md §5.9): BucketOwner when never set. */
export const getBucketRequestPayment = operation({
  name: 'GetBucketRequestPayment',
  method: 'GET',
  resource: 'bucket',
  subResource: 'requestPayment',
  action: 'oss:GetBucketRequestPayment',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    return xmlAnswer(requestPaymentDocument(payerOf(bucket)));
  },
});
