import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { publicAccessBlockElement } from '../../public-access-block.ts';
import { anonymousElement } from './configuration.ts';
import { arnOf, namedPoint } from './stored.ts';

/** operations.md §11.5; elements in the order of the API reference. */
export const getAccessPointForObjectProcess = operation({
  name: 'GetAccessPointForObjectProcess',
  method: 'GET',
  resource: 'bucket',
  subResource: 'accessPointForObjectProcess',
  action: 'oss:GetAccessPointForObjectProcess',
  access: 'manage',
  support: 'stored',
  run(call) {
    const point = namedPoint(call);
    const host = `${point.name}-${point.owner}.oss-${point.region}`;
    return xmlAnswer(
      xmlDocument([
        'GetAccessPointForObjectProcessResult',
        [
          ['AccessPointNameForObjectProcess', point.name],
          ['AccessPointForObjectProcessAlias', point.alias],
          ['AccessPointName', point.accessPoint],
          ['AccountId', point.owner],
          ['AccessPointForObjectProcessArn', arnOf(point)],
          ['CreationDate', point.createdAt],
          ['Status', 'enable'],
          [
            'Endpoints',
            [
              ['PublicEndpoint', `${host}.oss-object-process.aliyuncs.com`],
              ['InternalEndpoint', `${host}-internal.oss-object-process.aliyuncs.com`],
            ],
          ],
          point.anonymous !== undefined && anonymousElement(point.anonymous),
          publicAccessBlockElement(point.blocked),
        ],
      ]),
    );
  },
});
