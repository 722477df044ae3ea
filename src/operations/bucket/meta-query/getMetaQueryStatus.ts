import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { metaDate, openedAt } from './state.ts';

/** operations.md §11.6: the index is always up to date. */
export const getMetaQueryStatus = operation({
  name: 'GetMetaQueryStatus',
  method: 'GET',
  resource: 'bucket',
  subResource: 'metaQuery',
  action: 'oss:GetMetaQueryStatus',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    const opened = metaDate(openedAt(bucket));
    return xmlAnswer(
      xmlDocument([
        'MetaQueryStatus',
        [
          ['State', 'Running'],
          ['Phase', 'IncrementalScanning'],
          ['CreateTime', opened],
          ['UpdateTime', opened],
        ],
      ]),
    );
  },
});
