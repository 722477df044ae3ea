import { refuse } from '../../../errors/refuse.ts';
import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { boundName, receiveDomain } from './domain.ts';

/** operations.md §5.15: a POST, so it is answered with 200. */
export const deleteCname = operation({
  name: 'DeleteCname',
  method: 'POST',
  resource: 'bucket',
  subResource: 'cname',
  when: 'comp=delete',
  action: 'oss:DeleteCname',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const name = boundName((await receiveDomain(call)).domain);
    if (call.bucket.documents[name] === undefined) throw refuse('no-such-cname', { BucketName: call.bucketName });
    await putBucketDocument(call, name, undefined);
    return answer(200);
  },
});
