import { refuse } from '../../../errors/refuse.ts';
import { httpDate } from '../../../wire/dates.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { boundName, receiveDomain } from './domain.ts';
import { TOKEN_LIFE, tokenName, validToken, validTokens } from './token.ts';

/** As many as domains. */
const MAX_TOKENS = 100;

/** operations.md §5.15: what is to be written into the domain's TXT record. A token that is still good is given again. */
export const createCnameToken = operation({
  name: 'CreateCnameToken',
  method: 'POST',
  resource: 'bucket',
  subResource: 'cname',
  when: 'comp=token',
  action: 'oss:CreateCnameToken',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const { domain } = await receiveDomain(call);
    const { bucket, bucketName, runtime } = call;
    if (bucket.documents[boundName(domain)] !== undefined)
      throw refuse('cname-token-in-use', argument('Domain', domain));
    const now = runtime.clock.now();
    const known = validToken(bucket, domain, now);
    if (known !== undefined) return xmlAnswer(known);
    if (validTokens(bucket, now) >= MAX_TOKENS) throw refuse('too-many-cname-tokens', { Bucket: bucketName });
    const document = xmlDocument([
      'CnameToken',
      [
        ['Bucket', bucketName],
        ['Cname', domain],
        ['Token', runtime.ids.upload().toLowerCase()],
        ['ExpireTime', httpDate(now + TOKEN_LIFE)],
      ],
    ]);
    await putBucketDocument(call, tokenName(domain), document);
    return xmlAnswer(document);
  },
});
