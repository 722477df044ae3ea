import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { checkObjectWorm } from './lock.ts';

/** operations.md §11.7: both elements are empty where the object has no retention. */
export const getObjectRetention = operation({
  name: 'GetObjectRetention',
  method: 'GET',
  resource: 'object',
  subResource: 'retention',
  action: 'oss:GetObjectRetention',
  access: 'manage',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    checkObjectWorm(call.bucket);
    const object = await existingObject(call, versionId);
    const retention = object.state?.retention;
    return xmlAnswer(
      xmlDocument([
        'Retention',
        [
          ['Mode', retention?.mode ?? ''],
          ['RetainUntilDate', retention === undefined ? '' : new Date(retention.until).toISOString()],
        ],
      ]),
      versionHeader(versionIdOf(call.bucket, object)),
    );
  },
});
