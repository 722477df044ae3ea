import type { ByteRange, ByteSource, ObjectRecord } from '../../store/store.ts';
import type { HeaderList } from '../../wire/headers.ts';
import { checkConditions } from '../conditions.ts';
import { objectHeaders } from '../metadata.ts';
import { type Answer, type Call, operation } from '../operation.ts';
import { requestedRanges } from '../range.ts';
import { limitTraffic } from '../traffic-limit.ts';
import { requestedVersion } from '../version-id.ts';
import { byteRanges } from './byte-ranges.ts';
import { refuseEncryptionHeader } from './encryption.ts';
import { readableObject } from './existing.ts';
import { gzipApplies, gzipHeaders, gzipped } from './gzip.ts';
import { notModified } from './not-modified.ts';
import { checkSourceProtection } from './process/source-protection.ts';
import { answerByStyle } from './process/style-separator.ts';
import { type Overrides, requestedOverrides } from './response-overrides.ts';
import { readThroughWebsite } from './website/serve.ts';

const WHOLE: HeaderList = [['Accept-Ranges', 'bytes']];

/** operations.md §6.2, §6.3, §10.4. */
export const getObject = operation({
  name: 'GetObject',
  method: 'GET',
  resource: 'object',
  action: 'oss:GetObject',
  access: 'read',
  support: 'works',
  run: (call) => readThroughWebsite(call, read),
});

async function read(call: Call): Promise<Answer> {
  const versionId = requestedVersion(call);
  refuseEncryptionHeader(call);
  limitTraffic(call);
  const styled = answerByStyle(call);
  if (styled !== undefined) return styled;
  checkSourceProtection(call);
  const overrides = requestedOverrides(call);
  const object = await readableObject(call, versionId);
  if (checkConditions(call.request.headers, object) === 'not-modified') return notModified(call, object);
  const ranges = requestedRanges(call.request.headers, object.size);
  if (ranges !== undefined) return partial(call, object, ranges, overrides);
  const source = call.store.read(object);
  if (!gzipApplies(call.request.headers, object))
    return found(200, objectHeaders(call, object, WHOLE), object, source, overrides);
  return { ...found(200, gzipHeaders(call, object), object, gzipped(source), overrides), chunked: true };
}

function partial(call: Call, object: ObjectRecord, ranges: readonly ByteRange[], overrides: Overrides): Answer {
  const [range] = ranges;
  if (ranges.length === 1 && range !== undefined) {
    const contentRange = `bytes ${range.first}-${range.last}/${object.size}`;
    const headers = objectHeaders(call, object, [['Content-Range', contentRange], ...WHOLE]);
    return found(206, headers, object, call.store.read(object, range), overrides);
  }
  const contentType = overrides?.contentType ?? object.contentType;
  const parts = byteRanges(call, object, ranges, contentType);
  return {
    ...found(206, objectHeaders(call, object, WHOLE), object, parts.body, overrides),
    contentType: parts.contentType,
  };
}

function found(
  status: 200 | 206,
  headers: [string, string][],
  object: ObjectRecord,
  source: ByteSource,
  overrides: Overrides,
): Answer {
  overrides?.apply(headers);
  const contentType = overrides?.contentType ?? object.contentType;
  return { status, headers, contentType, body: source.inline ?? source };
}
