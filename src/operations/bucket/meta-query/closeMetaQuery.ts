import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { META_QUERY, openedAt } from './state.ts';

/** operations.md §11.6. @throws OssError `meta-query-not-open`. */
export const closeMetaQuery = operation({
  name: 'CloseMetaQuery',
  method: 'POST',
  resource: 'bucket',
  subResource: 'metaQuery',
  when: 'comp=delete',
  action: 'oss:CloseMetaQuery',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    openedAt(call.bucket);
    await putBucketDocument(call, META_QUERY, undefined);
    return answer(200);
  },
});
