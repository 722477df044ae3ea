import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { existingWorm, wormElement } from './policy.ts';

/** operations.md §5.12. */
export const getBucketWorm = operation({
  name: 'GetBucketWorm',
  method: 'GET',
  resource: 'bucket',
  subResource: 'worm',
  action: 'oss:GetBucketWorm',
  access: 'manage',
  support: 'works',
  run: (call) => xmlAnswer(xmlDocument(wormElement(existingWorm(call)))),
});
