import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { checkCount } from '../access-point/count.ts';
import { accessPointsOf } from '../access-point/stored.ts';
import { putBucketDocument } from '../bucket-record.ts';
import { readPointConfiguration } from './configuration.ts';
import {
  arnOf,
  NAME_HEADER,
  type ObjectProcessPoint,
  objectProcessPointsOf,
  pointDocument,
  pointName,
  requestedName,
} from './stored.ts';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_BYTES = 16 * 1024;

/** operations.md §11.5: in front of an access point of the bucket; public access is not blocked at first. */
export const createAccessPointForObjectProcess = operation({
  name: 'CreateAccessPointForObjectProcess',
  method: 'PUT',
  resource: 'bucket',
  subResource: 'accessPointForObjectProcess',
  action: 'oss:CreateAccessPointForObjectProcess',
  access: 'manage',
  support: 'stored',
  takesBody: true,
  async run(call) {
    const name = requestedName(call);
    if (!NAME.test(name)) throw refuse('object-process-point-name-invalid', argument(NAME_HEADER, name));
    const malformed = () => refuse('setting-malformed-xml');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    if (root?.name !== 'CreateAccessPointForObjectProcessConfiguration') throw malformed();
    const [accessPoint, second] = texts(root, 'AccessPointName');
    if (!accessPoint || second !== undefined) throw malformed();
    const configuration = readPointConfiguration(root);
    const { bucket, runtime } = call;
    if (!accessPointsOf(bucket).some((point) => point.name === accessPoint)) {
      throw refuse('no-such-access-point').because({ name: accessPoint });
    }
    checkCount(call, name, objectProcessPointsOf);
    const point: ObjectProcessPoint = {
      ...configuration,
      name,
      bucket: bucket.name,
      owner: bucket.owner,
      region: bucket.region,
      alias: `${name}-${runtime.ids.upload().toLowerCase()}-opapalias`,
      accessPoint,
      createdAt: `${Math.floor(runtime.clock.now() / 1000)}`,
    };
    await putBucketDocument(call, pointName(name), pointDocument(point));
    return xmlAnswer(
      xmlDocument([
        'CreateAccessPointForObjectProcessResult',
        [
          ['AccessPointForObjectProcessArn', arnOf(point)],
          ['AccessPointForObjectProcessAlias', point.alias],
        ],
      ]),
    );
  },
});
