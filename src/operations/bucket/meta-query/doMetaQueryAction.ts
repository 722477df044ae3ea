import { refuse } from '../../../errors/refuse.ts';
import { operation } from '../../operation.ts';

/** Actions on data sets (operations.md §11.6): no bucket here has them switched on, and the service refuses them so too. */
export const doMetaQueryAction = operation({
  name: 'DoMetaQueryAction',
  method: 'POST',
  resource: 'bucket',
  subResource: 'metaQuery',
  when: 'action',
  action: 'oss:DoMetaQueryAction',
  access: 'manage',
  support: 'NotImplemented',
  run({ request }) {
    throw refuse('meta-query-not-supported').because({ action: request.query.get('action') });
  },
});
