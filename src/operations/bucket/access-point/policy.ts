import { refuse } from '../../../errors/refuse.ts';
import { answer, type Call, type Operation, operation } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { receivePolicy } from '../receive-policy.ts';
import { namedPoint, policyName } from './stored.ts';

/** Of which kind of access point. */
interface PolicyOf {
  /** What the operations are called after the verb. */
  readonly title: string;
  readonly subResource: string;
  /** The name under which the bucket keeps the policy of the point that a request names. @throws OssError when there is none. */
  documentOf(call: Call): string;
}

/** The policy of an access point (operations.md §11.5): JSON that is read like a bucket's and kept as sent. */
export function policyOperations({ title, subResource, documentOf }: PolicyOf): readonly Operation[] {
  const common = { resource: 'bucket', subResource, access: 'manage', support: 'stored' } as const;
  return [
    operation({
      ...common,
      name: `Put${title}`,
      method: 'PUT',
      action: `oss:Put${title}`,
      takesBody: true,
      async run(call) {
        const document = documentOf(call);
        const { text } = await receivePolicy(call);
        await putBucketDocument(call, document, text);
        return answer(200);
      },
    }),
    operation({
      ...common,
      name: `Get${title}`,
      method: 'GET',
      action: `oss:Get${title}`,
      run(call) {
        const body = call.bucket.documents[documentOf(call)];
        if (body === undefined) throw refuse('no-access-point-policy');
        return { status: 200, headers: [], contentType: 'application/json', body };
      },
    }),
    operation({
      ...common,
      name: `Delete${title}`,
      method: 'DELETE',
      action: `oss:Delete${title}`,
      async run(call) {
        await putBucketDocument(call, documentOf(call), undefined);
        return answer(204);
      },
    }),
  ];
}

export const accessPointPolicyOperations = policyOperations({
  title: 'AccessPointPolicy',
  subResource: 'accessPointPolicy',
  documentOf: (call) => policyName(namedPoint(call).name),
});
