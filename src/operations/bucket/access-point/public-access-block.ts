import { answer, type Operation, operation, xmlAnswer } from '../../operation.ts';
import { publicAccessBlockDocument, receivePublicAccessBlock } from '../../public-access-block.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { blockName, namedPoint } from './stored.ts';

const common = {
  resource: 'bucket',
  subResource: 'publicAccessBlock',
  when: 'x-oss-access-point-name',
  access: 'manage',
  support: 'stored',
} as const;

/** Public access block of an access point (operations.md §5.19): on until it is put otherwise. */
export const accessPointPublicAccessBlockOperations: readonly Operation[] = [
  operation({
    ...common,
    name: 'PutAccessPointPublicAccessBlock',
    method: 'PUT',
    action: 'oss:PutAccessPointPublicAccessBlock',
    takesBody: true,
    async run(call) {
      const { name } = namedPoint(call);
      await putBucketDocument(call, blockName(name), publicAccessBlockDocument(await receivePublicAccessBlock(call)));
      return answer(200);
    },
  }),
  operation({
    ...common,
    name: 'GetAccessPointPublicAccessBlock',
    method: 'GET',
    action: 'oss:GetAccessPointPublicAccessBlock',
    run: (call) =>
      xmlAnswer(call.bucket.documents[blockName(namedPoint(call).name)] ?? publicAccessBlockDocument(true)),
  }),
  operation({
    ...common,
    name: 'DeleteAccessPointPublicAccessBlock',
    method: 'DELETE',
    action: 'oss:DeleteAccessPointPublicAccessBlock',
    async run(call) {
      await putBucketDocument(call, blockName(namedPoint(call).name), undefined);
      return answer(204);
    },
  }),
];
