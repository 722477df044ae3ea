import { xmlDocument } from '../../xml/write.ts';
import { callerAccount } from '../caller.ts';
import { maxKeys, ownerElement } from '../list-arguments.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** ListCloudBoxes: an account has boxes only where one was delivered, so there are none here. */
export const listCloudBoxes = operation({
  name: 'ListCloudBoxes',
  method: 'GET',
  resource: 'service',
  subResource: 'cloudboxes',
  action: 'oss:ListCloudBoxes',
  access: 'manage',
  support: 'works',
  run(call) {
    maxKeys(call, 'max-keys-out-of-range-buckets');
    return xmlAnswer(xmlDocument(['ListCloudBoxResult', [ownerElement(callerAccount(call)), ['CloudBoxes', []]]]));
  },
});
