import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { callerAccount } from '../../caller.ts';
import { maxKeys } from '../../list-arguments.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { anonymousElement } from './configuration.ts';
import { arnOf, type ObjectProcessPoint, objectProcessPointsOf } from './stored.ts';

/** operations.md §11.5: those of all buckets of the account. The token is the ARN of the last one told. */
export const listAccessPointsForObjectProcess = operation({
  name: 'ListAccessPointsForObjectProcess',
  method: 'GET',
  resource: 'service',
  subResource: 'accessPointForObjectProcess',
  action: 'oss:ListAccessPointsForObjectProcess',
  access: 'manage',
  support: 'stored',
  run(call) {
    const account = callerAccount(call);
    const limit = maxKeys(call, 'max-keys-out-of-range-buckets');
    const token = call.request.query.get('continuation-token') ?? '';
    const all = call.store
      .buckets()
      .filter(({ owner }) => owner === account)
      .flatMap(objectProcessPointsOf);
    const left = token === '' ? all : all.slice(all.findIndex((point) => arnOf(point) === token) + 1);
    const shown = left.slice(0, limit);
    const last = left.length > limit ? shown.at(-1) : undefined;
    return xmlAnswer(
      xmlDocument([
        'ListAccessPointsForObjectProcessResult',
        [
          ['IsTruncated', last !== undefined],
          last && ['NextContinuationToken', arnOf(last)],
          ['AccountId', account],
          ['AccessPointsForObjectProcess', shown.map(pointElement)],
        ],
      ]),
    );
  },
});

function pointElement(point: ObjectProcessPoint): XmlElement {
  return [
    'AccessPointForObjectProcess',
    [
      ['AccessPointNameForObjectProcess', point.name],
      ['AccessPointForObjectProcessAlias', point.alias],
      ['AccessPointName', point.accessPoint],
      ['Status', 'enable'],
      point.anonymous !== undefined && anonymousElement(point.anonymous),
    ],
  ];
}
