import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { callerAccount } from '../../caller.ts';
import { maxKeys } from '../../list-arguments.ts';
import { type Answer, type Call, operation, xmlAnswer } from '../../operation.ts';
import { type AccessPoint, accessPointsOf, arnOf, vpcElement } from './stored.ts';

const common = {
  name: 'ListAccessPoints',
  method: 'GET',
  subResource: 'accessPoint',
  action: 'oss:ListAccessPoints',
  access: 'manage',
  support: 'stored',
} as const;

/** operations.md §11.5: those of all buckets of the account. */
export const listAccessPoints = operation({
  ...common,
  resource: 'service',
  run(call) {
    const account = callerAccount(call);
    const all = call.store
      .buckets()
      .filter(({ owner }) => owner === account)
      .flatMap(accessPointsOf);
    return page(call, account, all);
  },
});

/** Those of one bucket. */
export const listBucketAccessPoints = operation({
  ...common,
  resource: 'bucket',
  run: (call) => page(call, call.bucket.owner, accessPointsOf(call.bucket)),
});

/** The token is the ARN of the last access point told. MaxKeys is in no published example, but oss2 fails without it. */
function page(call: Call, account: string, all: readonly AccessPoint[]): Answer {
  const limit = maxKeys(call, 'max-keys-out-of-range-buckets');
  const token = call.request.query.get('continuation-token') ?? '';
  const left = token === '' ? all : all.slice(all.findIndex((point) => arnOf(point) === token) + 1);
  const shown = left.slice(0, limit);
  const last = left.length > limit ? shown.at(-1) : undefined;
  return xmlAnswer(
    xmlDocument([
      'ListAccessPointsResult',
      [
        ['MaxKeys', limit],
        ['IsTruncated', last !== undefined],
        last && ['NextContinuationToken', arnOf(last)],
        ['AccountId', account],
        ['AccessPoints', shown.map(pointElement)],
      ],
    ]),
  );
}

function pointElement(point: AccessPoint): XmlElement {
  return [
    'AccessPoint',
    [
      ['Bucket', point.bucket],
      ['AccessPointName', point.name],
      ['Alias', point.alias],
      ['NetworkOrigin', point.networkOrigin],
      vpcElement(point.vpcId),
      ['Status', 'enable'],
    ],
  ];
}
