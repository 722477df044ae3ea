import { refuse } from '../../../errors/refuse.ts';
import { answer, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { META_QUERY } from './state.ts';

/** operations.md §11.6: scalar search only; the index is complete at once. */
export const openMetaQuery = operation({
  name: 'OpenMetaQuery',
  method: 'POST',
  resource: 'bucket',
  subResource: 'metaQuery',
  when: 'comp=add',
  action: 'oss:OpenMetaQuery',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const { bucket, request, runtime } = call;
    const mode = request.query.get('mode') ?? 'basic';
    if (mode !== 'basic') throw refuse('operation-not-implemented', { Operation: `OpenMetaQuery with mode=${mode}` });
    if (bucket.documents[META_QUERY] !== undefined) throw refuse('meta-query-open');
    await putBucketDocument(call, META_QUERY, `${runtime.clock.now()}`);
    return answer(200);
  },
});
