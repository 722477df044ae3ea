import { refuse } from '../../errors/refuse.ts';
import { receiveDocument } from '../document.ts';
import { answer, operation } from '../operation.ts';
import { REQUEST_PAYMENT, readRequestPayment, requestPaymentDocument } from '../request-payment.ts';
import { putBucketDocument } from './bucket-record.ts';

const MAX_BYTES = 16 * 1024;

/** PutBucketRequestPayment (operations.md §5.9). */
export const putBucketRequestPayment = operation({
  name: 'PutBucketRequestPayment',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'requestPayment',
  action: 'oss:PutBucketRequestPayment',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('request-payment-malformed-xml');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    await putBucketDocument(call, REQUEST_PAYMENT, requestPaymentDocument(readRequestPayment(root)));
    return answer(200);
  },
});
