import { refuse } from '../../errors/refuse.ts';
import { receiveDocument } from '../document.ts';
import { answer, operation } from '../operation.ts';
import { REFERER, readRefererConfiguration, refererDocument } from '../referer-configuration.ts';
import { putBucketDocument } from './bucket-record.ts';

/** Above both lists at their limit, with the elements around each entry. */
const MAX_BYTES = 256 * 1024;

/** PutBucketReferer (operations.md §5.4, access.md REF-2, REF-3): replaces the whole configuration. */
export const putBucketReferer = operation({
  name: 'PutBucketReferer',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'referer',
  action: 'oss:PutBucketReferer',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const malformed = () => refuse('referer-malformed-xml');
    const tooLong = () => refuse('referer-lists-too-large');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed, tooLong });
    await putBucketDocument(call, REFERER, refererDocument(readRefererConfiguration(root)));
    return answer(200);
  },
});
