import { xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';

/** GetBucketVersioning (operations.md §8): an empty document as long as versioning was never on. */
export const getBucketVersioning = operation({
  name: 'GetBucketVersioning',
  method: 'GET',
  resource: 'bucket',
  subResource: 'versioning',
  action: 'oss:GetBucketVersioning',
  access: 'manage',
  support: 'works',
  run({ bucket: { versioning } }) {
    const status = versioning !== undefined && (['Status', versioning] as const);
    return xmlAnswer(xmlDocument(['VersioningConfiguration', [status]]));
  },
});
