import { refuse } from '../../../errors/refuse.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { checkDomain } from './domain.ts';
import { validToken } from './token.ts';

/** operations.md §5.15: the token that was created for the domain, while it is good. */
export const getCnameToken = operation({
  name: 'GetCnameToken',
  method: 'GET',
  resource: 'bucket',
  subResource: 'cname',
  when: 'comp=token',
  action: 'oss:GetCnameToken',
  access: 'manage',
  support: 'works',
  run({ bucket, request, runtime }) {
    const domain = checkDomain(request.query.get('cname') ?? '');
    const token = validToken(bucket, domain, runtime.clock.now());
    if (token === undefined) throw refuse('no-such-cname-token', { BucketName: bucket.name }).because({ domain });
    return xmlAnswer(token);
  },
});
