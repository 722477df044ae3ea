import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { blocks } from '../../public-access.ts';
import { arnOf, blockName, namedPoint, vpcElement } from './stored.ts';

/** operations.md §11.5. */
export const getAccessPoint = operation({
  name: 'GetAccessPoint',
  method: 'GET',
  resource: 'bucket',
  subResource: 'accessPoint',
  whenHeader: 'x-oss-access-point-name',
  action: 'oss:GetAccessPoint',
  access: 'manage',
  support: 'stored',
  run(call) {
    const point = namedPoint(call);
    const host = `${point.name}.oss-${point.region}`;
    const block = call.bucket.documents[blockName(point.name)];
    return xmlAnswer(
      xmlDocument([
        'GetAccessPointResult',
        [
          ['AccessPointName', point.name],
          ['Bucket', point.bucket],
          ['AccountId', point.owner],
          ['NetworkOrigin', point.networkOrigin],
          vpcElement(point.vpcId),
          ['AccessPointArn', arnOf(point)],
          ['CreationDate', point.createdAt],
          ['Alias', point.alias],
          ['Status', 'enable'],
          [
            'Endpoints',
            [
              ['PublicEndpoint', `${host}.oss-accesspoint.aliyuncs.com`],
              ['InternalEndpoint', `${host}-internal.oss-accesspoint.aliyuncs.com`],
            ],
          ],
          ['PublicAccessBlockConfiguration', [['BlockPublicAccess', block === undefined || blocks(block)]]],
        ],
      ]),
    );
  },
});
