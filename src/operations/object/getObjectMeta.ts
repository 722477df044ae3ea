import { httpDate } from '../../wire/dates.ts';
import { operation } from '../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../version-id.ts';
import { existingObject } from './existing.ts';

/** operations.md §6.5: length, ETag, CRC-64 and date, and nothing of the metadata. */
export const getObjectMeta = operation({
  name: 'GetObjectMeta',
  method: 'HEAD',
  resource: 'object',
  subResource: 'objectMeta',
  action: 'oss:GetObject',
  access: 'read',
  support: 'works',
  async run(call) {
    const versionId = requestedVersion(call);
    const object = await existingObject(call, versionId, 'delete-marker-read');
    return {
      status: 200,
      headers: [
        ['ETag', `"${object.etag}"`],
        ['x-oss-hash-crc64ecma', object.crc64],
        ['Last-Modified', httpDate(object.lastModified)],
        ...versionHeader(versionIdOf(call.bucket, object)),
      ],
      length: object.size,
    };
  },
});
