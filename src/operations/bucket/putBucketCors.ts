import { refuse } from '../../errors/refuse.ts';
import { CORS, corsDocument, readCorsConfiguration } from '../cors-configuration.ts';
import { receiveDocument } from '../document.ts';
import { answer, operation } from '../operation.ts';
import { putBucketDocument } from './bucket-record.ts';

const MAX_BYTES = 16 * 1024;

/** PutBucketCors (operations.md §5.5, access.md CORS-1): replaces all rules. */
export const putBucketCors = operation({
  name: 'PutBucketCors',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'cors',
  action: 'oss:PutBucketCors',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('cors-without-rule');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    await putBucketDocument(call, CORS, corsDocument(readCorsConfiguration(root)));
    return answer(200);
  },
});
