import { refuse } from '../../../errors/refuse.ts';
import { xmlDate } from '../../../wire/dates.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { requestedCertificate } from './certificate.ts';
import { boundDomains, boundName, bucketOfDomain, isVerified, receiveDomain } from './domain.ts';

const MAX_DOMAINS = 100;

/** operations.md §5.15: from now on the domain addresses the bucket. A domain that is bound already gets another certificate. */
export const putCname = operation({
  name: 'PutCname',
  method: 'POST',
  resource: 'bucket',
  subResource: 'cname',
  when: 'comp=add',
  action: 'oss:PutCname',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const { domain, certificate } = await receiveDomain(call);
    const { bucket, store, service, runtime } = call;
    if (!isVerified(service, domain)) throw refuse('domain-not-verified').because({ domain });
    const holder = bucketOfDomain(store, domain);
    if (holder !== undefined && holder !== bucket.name) throw refuse('cname-of-another-user').because({ holder });
    const bound = boundDomains(bucket.documents).length;
    if (holder === undefined && bound >= MAX_DOMAINS) throw refuse('too-many-cnames').because({ bound });
    const now = runtime.clock.now();
    const given = requestedCertificate(certificate, bucket.documents[boundName(domain)], now);
    const document = xmlDocument([
      'Cname',
      [['Domain', domain], ['LastModified', xmlDate(now)], ['Status', 'Enabled'], given?.element],
    ]);
    await putBucketDocument(call, boundName(domain), document);
    // The Java SDK tells it of certificates; otherwise the header is not documented.
    return answer(200, given === undefined || given.id === '' ? [] : [['x-oss-yundun-certificate-id', given.id]]);
  },
});
