import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { META_QUERY } from './state.ts';

/** What is not open is closed too (API reference of CloseMetaQuery). */
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
    await putBucketDocument(call, META_QUERY, undefined);
    return answer(200);
  },
});
