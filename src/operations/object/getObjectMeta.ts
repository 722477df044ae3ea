import { httpDate } from '../../wire/dates.ts';
import { operation } from '../operation.ts';
import { checkRequestedVersion } from '../version-id.ts';
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
    checkRequestedVersion(call);
    const object = await existingObject(call);
    return {
      status: 200,
      headers: [
        ['ETag', `"${object.etag}"`],
        ['x-oss-hash-crc64ecma', object.crc64],
        ['Last-Modified', httpDate(object.lastModified)],
      ],
      length: object.size,
    };
  },
});
