import { xmlDocument } from '../../xml/write.ts';
import { ownerElement } from '../list-arguments.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** GetBucketAcl (operations.md §4.6). */
export const getBucketAcl = operation({
  name: 'GetBucketAcl',
  method: 'GET',
  resource: 'bucket',
  subResource: 'acl',
  action: 'oss:GetBucketAcl',
  access: 'manage',
  support: 'works',
  run({ bucket }) {
    return xmlAnswer(
      xmlDocument([
        'AccessControlPolicy',
        [ownerElement(bucket.owner), ['AccessControlList', [['Grant', bucket.acl]]]],
      ]),
    );
  },
});
