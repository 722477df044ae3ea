import { CORS } from '../cors-configuration.ts';
import { answer, operation } from '../operation.ts';
import { putBucketDocument } from './bucket-record.ts';

/** DeleteBucketCors (operations.md §5.5): 204, also when there were no rules. */
export const deleteBucketCors = operation({
  name: 'DeleteBucketCors',
  method: 'DELETE',
  resource: 'bucket',
  subResource: 'cors',
  action: 'oss:DeleteBucketCors',
  access: 'manage',
  support: 'works',
  async run(call) {
    await putBucketDocument(call, CORS, undefined);
    return answer(204);
  },
});
