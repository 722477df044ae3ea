import { refuse } from '../errors/refuse.ts';
import type { BucketRecord } from '../store/store.ts';
import type { XmlElement } from '../xml/write.ts';
import { setting } from './setting.ts';
import { texts } from './setting-values.ts';

/** Who pays for requests and traffic (operations.md §5.9). */
export type Payer = 'BucketOwner' | 'Requester';

export const requestPayment = setting<Payer>({
  title: 'BucketRequestPayment',
  subResource: 'requestPayment',
  support: 'works',
  deletable: false,
  malformed: () => refuse('request-payment-malformed-xml'),
  read(root) {
    const payer = root?.name === 'RequestPaymentConfiguration' ? texts(root, 'Payer')[0] : undefined;
    if (payer === undefined) throw refuse('request-payment-malformed-xml');
    if (payer !== 'BucketOwner' && payer !== 'Requester') throw refuse('request-payment-bad-payer');
    return payer;
  },
  print: document,
  unset: () => document('BucketOwner'),
});

function document(payer: Payer): XmlElement {
  return ['RequestPaymentConfiguration', [['Payer', payer]]];
}

/** Who pays for this bucket: the owner, unless set otherwise. */
export function payerOf(bucket: BucketRecord): Payer {
  return requestPayment.of(bucket) ?? 'BucketOwner';
}
