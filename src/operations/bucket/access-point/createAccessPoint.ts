import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { checkCount } from './count.ts';
import { type AccessPoint, accessPointsOf, arnOf, pointDocument, pointName } from './stored.ts';

const NAME = /^(?!.*-ossalias$)[a-z0-9][a-z0-9-]{1,17}[a-z0-9]$/;
const MAX_BYTES = 16 * 1024;

/** operations.md §11.5. A name is used once in a region of an account. */
export const createAccessPoint = operation({
  name: 'CreateAccessPoint',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'accessPoint',
  action: 'oss:CreateAccessPoint',
  access: 'manage',
  support: 'stored',
  takesBody: true,
  async run(call) {
    const { bucket, runtime } = call;
    const malformed = () => refuse('setting-malformed-xml');
    const asked = readConfiguration(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    checkCount(call, asked.name, accessPointsOf);
    const point: AccessPoint = {
      ...asked,
      bucket: bucket.name,
      owner: bucket.owner,
      region: bucket.region,
      alias: `${asked.name}-${runtime.ids.upload().toLowerCase()}-ossalias`,
      createdAt: `${Math.floor(runtime.clock.now() / 1000)}`,
    };
    await putBucketDocument(call, pointName(point.name), pointDocument(point));
    return xmlAnswer(
      xmlDocument([
        'CreateAccessPointResult',
        [
          ['AccessPointArn', arnOf(point)],
          ['Alias', point.alias],
        ],
      ]),
    );
  },
});

function readConfiguration(root: XmlNode | undefined): Pick<AccessPoint, 'name' | 'networkOrigin' | 'vpcId'> {
  if (root?.name !== 'CreateAccessPointConfiguration') throw refuse('setting-malformed-xml');
  const name = texts(root, 'AccessPointName')[0];
  const networkOrigin = texts(root, 'NetworkOrigin')[0];
  const vpc = child(root, 'VpcConfiguration');
  const vpcId = vpc && (texts(vpc, 'VpcId')[0] || undefined);
  if (name === undefined || (networkOrigin !== 'vpc' && networkOrigin !== 'internet')) {
    throw refuse('setting-malformed-xml');
  }
  if (!NAME.test(name)) throw refuse('access-point-name-invalid', argument('AccessPointName', name));
  if (networkOrigin === 'internet') return { name, networkOrigin, vpcId: undefined };
  if (vpcId === undefined) throw refuse('setting-malformed-xml').because({ networkOrigin, vpcId });
  return { name, networkOrigin, vpcId };
}
