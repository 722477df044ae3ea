import type { ObjectRecord } from '../../store/store.ts';
import { checkConditions } from '../conditions.ts';
import { objectHeaders } from '../metadata.ts';
import { type Answer, type Call, operation } from '../operation.ts';
import { requestedVersion } from '../version-id.ts';
import { refuseEncryptionHeader } from './encryption.ts';
import { targetedObject } from './existing.ts';
import { gzipApplies, gzipHeaders } from './gzip.ts';
import { notModified } from './not-modified.ts';
import { readThroughWebsite } from './website/serve.ts';

/** operations.md §6.4. Archived objects need no restore for it; Range is not looked at. */
export const headObject = operation({
  name: 'HeadObject',
  method: 'HEAD',
  resource: 'object',
  action: 'oss:GetObject',
  access: 'read',
  support: 'works',
  run: (call) => readThroughWebsite(call, read),
});

async function read(call: Call): Promise<Answer> {
  const versionId = requestedVersion(call);
  refuseEncryptionHeader(call);
  const object = await targetedObject(call, versionId);
  const { headers } = call.request;
  if (checkConditions(headers, object) === 'not-modified') return notModified(call, object);
  const { contentType } = object;
  if (gzipApplies(headers, object))
    return { status: 200, headers: gzipHeaders(call, object), contentType, chunked: true };
  return { status: 200, headers: headHeaders(call, object), contentType, length: object.size };
}

function headHeaders(call: Call, object: ObjectRecord): [string, string][] {
  const headers = objectHeaders(call, object, [['Accept-Ranges', 'bytes']]);
  if (object.type === 'Appendable') {
    const type = headers.findIndex(([name]) => name === 'x-oss-object-type');
    headers.splice(type + 1, 0, ['x-oss-next-append-position', `${object.size}`]);
  }
  return headers;
}
