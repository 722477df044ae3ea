import { refuse } from '../errors/refuse.ts';
import type { BucketRecord } from '../store/store.ts';
import { readXml, type XmlNode } from '../xml/read.ts';
import { xmlDocument } from '../xml/write.ts';
import { texts } from './setting-values.ts';

/** The sub-resource under which a bucket keeps the document. */
export const REQUEST_PAYMENT = 'requestPayment';

/** Who pays for requests and traffic (operations.md §5.9). */
export type Payer = 'BucketOwner' | 'Requester';

/**
 * @param root undefined for an empty body.
 * @throws OssError `request-payment-malformed-xml`, `request-payment-bad-payer`.
 */
export function readRequestPayment(root: XmlNode | undefined): Payer {
  if (root?.name !== 'RequestPaymentConfiguration') throw refuse('request-payment-malformed-xml');
  const [payer] = texts(root, 'Payer');
  if (payer === undefined) throw refuse('request-payment-malformed-xml');
  if (payer !== 'BucketOwner' && payer !== 'Requester') throw refuse('request-payment-bad-payer');
  return payer;
}

/** The document as the service renders it, which is also how it is kept. */
export function requestPaymentDocument(payer: Payer): string {
  return xmlDocument(['RequestPaymentConfiguration', [['Payer', payer]]]);
}

const read = new WeakMap<BucketRecord, Payer>();

/** Who pays for this bucket, read once per record. The owner, unless set otherwise. */
export function payerOf(bucket: BucketRecord): Payer {
  const document = bucket.documents[REQUEST_PAYMENT];
  if (document === undefined) return 'BucketOwner';
  let payer = read.get(bucket);
  if (payer === undefined) {
    payer = readRequestPayment(readXml(document));
    read.set(bucket, payer);
  }
  return payer;
}
