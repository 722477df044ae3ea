import { httpDate } from '../../wire/dates.ts';
import { lastAccess } from '../bucket/settings/access-monitor.ts';
import { operation } from '../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../version-id.ts';
import { existingObject } from './existing.ts';
import { transitionTime } from './state-headers.ts';

/** operations.md §6.5: length, ETag, CRC-64 and dates, and nothing of the metadata. */
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
    const headers: [string, string][] = [
      ['ETag', `"${object.etag}"`],
      ['x-oss-hash-crc64ecma', object.crc64],
    ];
    const transitionedAt = transitionTime(object);
    if (transitionedAt !== undefined) headers.push(['x-oss-transition-time', httpDate(transitionedAt)]);
    const accessedAt = lastAccess(call.bucket, object);
    if (accessedAt !== undefined) headers.push(['x-oss-last-access-time', httpDate(accessedAt)]);
    const version = versionHeader(versionIdOf(call.bucket, object));
    headers.push(['Last-Modified', httpDate(object.lastModified)]);
    return { status: 200, headers: [...headers, ...version], length: object.size };
  },
});
